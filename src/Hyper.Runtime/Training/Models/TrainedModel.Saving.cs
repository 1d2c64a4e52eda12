using Hyper.Runtime.Files;
using Hyper.Runtime.Training.Saving;

namespace Hyper.Runtime.Training.Models;

public abstract partial class TrainedModel
{
    /// <summary>
    /// Saves the model: its weights, its state and the hyperparameters that they belong to, in the safetensors format. The annotated
    /// class's own <c>Load</c> reads it, and it gives the same outputs to the bit.
    /// </summary>
    /// <param name="path">The file; one that is there is replaced, whole or not at all.</param>
    /// <exception cref="HyperDslException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, Save);

    /// <inheritdoc cref="Save(string)"/>
    /// <param name="stream">Where it goes; it stays open.</param>
    public void Save(Stream stream)
    {
        lock (gate)
        {
            RequireAlive();
            using var scope = torch.NewDisposeScope();
            var (context, state) = (model.Context, model.Context.State);
            SavedFile.Write(
                stream,
                SavedKind.Model,
                new ModelIdentity(model.GetType(), context.Layout, context.Space, ModelIdentity.StateOf(state), response: null),
                context.Space,
                unconstrained,
                state.EvaluationRows,
                NamedWeights.Concat(state.Whole(weights.Values)));
        }
    }
}
