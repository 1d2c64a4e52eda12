using Hyper.Dsl;
using Hyper.Runtime.Checkpoints;
using Hyper.Runtime.Layers.Context;
using Hyper.Runtime.Training.Batches;
using Hyper.Runtime.Training.Optimizers;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Training.Ordinary;

/// <summary>
/// Trains the modules that are shared by all hyperparameters along with the rest, on the gradient that the training
/// loss's backward pass leaves in their parameters.
/// </summary>
/// <remarks>
/// The parameters become views of one flat buffer and their gradients of another, so that one optimizer pass serves them
/// all, as it does the hypernetwork.
/// </remarks>
internal sealed class SharedTraining : IDisposable, IResumable
{
    private readonly Tensor values;
    private readonly Tensor gradient;
    private readonly FlatOptimizer optimizer;

    private SharedTraining(IReadOnlyList<Tensor> parameters, OptimizerKind rule, ExperimentSettings settings, RunPlace place)
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        var count = parameters.Sum(parameter => parameter.NumberOfElements);
        values = torch.zeros(count, dtype: place.Type, device: place.Device).DetachFromDisposeScope();
        gradient = torch.zeros(count, dtype: place.Type, device: place.Device).DetachFromDisposeScope();
        long offset = 0;
        foreach (var parameter in parameters)
        {
            var view = values.narrow(0, offset, parameter.NumberOfElements).view(parameter.shape);
            view.copy_(parameter);
            parameter.set_(view);
            parameter.grad = gradient.narrow(0, offset, parameter.NumberOfElements).view(parameter.shape);
            offset += parameter.NumberOfElements;
        }

        optimizer = FlatOptimizer.Create(rule, values, gradient, settings);
    }

    /// <summary>Prepares a model's shared modules for a training; null where it has none with parameters.</summary>
    /// <param name="state">The model's state, whose modules are moved to the training's place.</param>
    /// <param name="rule">The rule that moves the parameters.</param>
    /// <param name="settings">The experiment's numbers.</param>
    /// <param name="place">Where the training computes.</param>
    public static SharedTraining? Of(ModelState state, OptimizerKind rule, ExperimentSettings settings, RunPlace place)
    {
        state.MoveModules(place.Device, place.Type);
        var parameters = state.SharedParameters;
        return parameters.Count == 0 ? null : new SharedTraining(parameters, rule, settings, place);
    }

    /// <summary>Forgets what earlier backward passes left, those of validation losses among them.</summary>
    public void Begin() => gradient.zero_();

    /// <summary>Moves the parameters one step down the gradient since <see cref="Begin"/>.</summary>
    public void Step(double learningRate) => optimizer.Step(learningRate);

    /// <summary>The same, with numbers that may be others in each step.</summary>
    public void Step(UpdateNumbers numbers) => optimizer.Step(numbers);

    /// <inheritdoc/>
    /// <remarks>The parameters themselves are part of the model's state.</remarks>
    public void Save(StateWriter to) => to.Add("optimizer", optimizer);

    /// <inheritdoc/>
    public void Restore(StateReader from) => from.Read("optimizer", optimizer);

    /// <inheritdoc/>
    public void Dispose()
    {
        optimizer.Dispose();
        values.Dispose();
        gradient.Dispose();
    }
}
