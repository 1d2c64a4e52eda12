using Hyper.Dsl;
using Hyper.Runtime.Data;
using Hyper.Runtime.Hypernetworks;
using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Models;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Training.Algorithms;

/// <summary>
/// A global run (the paper's algorithm 2): first the hypernetwork's steps at hyperparameters drawn from a fixed prior, then,
/// with the hypernetwork frozen, those of the hyperparameters. The compiler writes the two half-steps.
/// </summary>
/// <typeparam name="TModel">The annotated class.</typeparam>
/// <typeparam name="TTrained">The model with fixed weights.</typeparam>
/// <typeparam name="THyperparameters">The record of natural values.</typeparam>
/// <typeparam name="TResponse">The compiled hypernetwork.</typeparam>
public abstract class GlobalRun<TModel, TTrained, THyperparameters, TResponse> : ResponseRun<TModel, TTrained, THyperparameters, TResponse>
    where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
    where TTrained : TrainedModel
    where THyperparameters : IHyperparameters<THyperparameters>
    where TResponse : class, ICompiledResponse<TResponse>
{
    /// <summary>Allocates everything that the steps need.</summary>
    /// <param name="splits">Training and validation rows; a copy is moved to the run's device.</param>
    /// <param name="settings">The experiment's numbers.</param>
    /// <param name="rows">Whether rows are divided among the samples or repeated for each.</param>
    /// <param name="optimizer">The rule that moves the hypernetwork's parameters.</param>
    /// <param name="hyperRule">The rule that moves the hyperparameters.</param>
    /// <exception cref="HyperDslException">A setting is out of range, the device cannot be had, or the data are unusable.</exception>
    protected GlobalRun(DataSplits splits, ExperimentSettings settings, SampleRows rows, OptimizerKind optimizer, OptimizerKind hyperRule)
        : base(splits, settings, settings.HyperSamples, rows, optimizer, hyperRule)
    {
    }

    internal override int StepCount => checked(Settings.Steps + Settings.HyperSteps);

    // The hyperparameters stay where they are while the hypernetwork learns: there is nothing to go on from.
    private protected override int RestartStep => 0;

    // More steps of the first phase would come after some of the second.
    internal override string LengthSetting => nameof(Settings.HyperSteps);

    /// <summary>Draws the step's hyperparameters from their prior.</summary>
    /// <returns>Their displacements from where û starts, [S, n].</returns>
    protected Tensor DrawFromPrior()
    {
        foreach (var info in THyperparameters.Space.Hyperparameters)
        {
            info.Sample(Displacement.narrow(1, info.Offset, info.Count), Noise);
        }

        Displacement.sub_(Hyperparameters.Initial);
        Hyperparameters.Scale(Displacement);
        return Displacement;
    }

    // Each phase has the whole schedule.
    private protected override double RateFactorAt(int step) => step < Settings.Steps
        ? Settings.RateFactor(step, Settings.Steps)
        : Settings.RateFactor(step - Settings.Steps, Settings.HyperSteps);

    private protected override bool HasInnerStep(int step) => step < Settings.Steps;

    private protected override int OuterStepsAfter(int step) => step < Settings.Steps ? 0 : 1;
}
