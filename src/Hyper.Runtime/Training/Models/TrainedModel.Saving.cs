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
    public void Save(Stream stream) => Save(stream, System.Collections.ObjectModel.ReadOnlyDictionary<string, string>.Empty);

    /// <summary>
    /// Saves the model, and beside it notes of whoever uses it, such as what its inputs were made of. The annotated class's own <c>Load</c> reads
    /// such a file as any other; <see cref="SavedModel.Notes(Stream)"/> reads the notes.
    /// </summary>
    /// <param name="stream">Where it goes; it stays open.</param>
    /// <param name="notes">Texts by name.</param>
    public void Save(Stream stream, IReadOnlyDictionary<string, string> notes)
    {
        ArgumentNullException.ThrowIfNull(notes);
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
                NamedWeights.Concat(state.Whole(weights.Values)),
                notes,
                state.ZeroRows);
        }
    }
}
