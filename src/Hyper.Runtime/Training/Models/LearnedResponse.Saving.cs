using Hyper.Runtime.Data;
using Hyper.Runtime.Files;
using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Saving;

namespace Hyper.Runtime.Training.Models;

// What a response is asked for by typed hyperparameters, during the process that tuned it and after it was loaded.
public sealed partial class LearnedResponse<TModel, TTrained, THyperparameters>
{
    /// <summary>The tuned hyperparameters, natural values: û at the end of the run.</summary>
    public THyperparameters Hyperparameters => THyperparameters.FromNatural(THyperparameters.Space.ToNatural([.. Current]));

    /// <summary>The model with the weights that the hypernetwork answers with for any hyperparameters.</summary>
    /// <param name="hyperparameters">Natural values.</param>
    /// <exception cref="HyperDslException">A value is outside its bounds.</exception>
    public TTrained ModelAt(THyperparameters hyperparameters) => At(HyperparameterSpace.UnconstrainedOf(hyperparameters));

    /// <summary>The validation loss that the hypernetwork predicts for any hyperparameters, without retraining.</summary>
    /// <param name="hyperparameters">Natural values.</param>
    /// <param name="validation">The rows; they are moved to the response's device in parts.</param>
    /// <exception cref="HyperDslException">A value is outside its bounds.</exception>
    public double ValidationLossAt(THyperparameters hyperparameters, Dataset validation)
    {
        using var model = ModelAt(hyperparameters);
        return model.ValidationLoss(validation);
    }

    /// <summary>The validation losses that the hypernetwork predicts for several candidates, in their order.</summary>
    /// <param name="candidates">Natural values.</param>
    /// <param name="validation">The rows.</param>
    /// <exception cref="HyperDslException">A value is outside its bounds.</exception>
    public IReadOnlyList<double> ValidationLossAt(IEnumerable<THyperparameters> candidates, Dataset validation) =>
        [.. candidates.Select(candidate => ValidationLossAt(candidate, validation))];

    /// <summary>
    /// Saves the response: φ, the point that it is measured from, û, and the model's state, in the safetensors format. The experiment's
    /// own <c>LoadResponse</c> reads it, and it answers with the same weights to the bit. Data are not saved.
    /// </summary>
    /// <param name="path">The file; one that is there is replaced, whole or not at all.</param>
    /// <exception cref="HyperDslException">The file cannot be written, or the response is of a kind that cannot be saved.</exception>
    public void Save(string path)
    {
        RequireSavable();
        AtomicFile.Write(path, Save);
    }

    /// <inheritdoc cref="Save(string)"/>
    /// <param name="stream">Where it goes; it stays open.</param>
    public void Save(Stream stream)
    {
        RequireSavable();
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            using var scope = torch.NewDisposeScope();
            var ownState = state.Whole(reference).ToList();
            SavedFile.Write(
                stream,
                SavedKind.Response,
                SavedModel.IdentityOf<TModel, TTrained, THyperparameters>(ownState.Select(tensor => (tensor.Name, tensor.Value.shape)), shape),
                THyperparameters.Space,
                [.. Current],
                state.EvaluationRows,
                [(SavedNames.Parameters, response.Parameters.Values), (SavedNames.Reference, reference.view(-1)), .. ownState]);
        }
    }

    private void RequireSavable()
    {
        if (response.NotSavedBecause is { } reason)
        {
            throw new HyperDslException($"The response of {typeof(TModel).Name} cannot be saved. {reason}");
        }
    }
}
