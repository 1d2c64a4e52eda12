using Hyper.Dsl;
using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Health;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Training.Results;

/// <summary>Where a run stands; reported every <see cref="ExperimentSettings.ReportEvery"/> steps.</summary>
/// <param name="Step">Steps done; of a search, trials done.</param>
/// <param name="Steps">Steps of the whole run; of a search, its trials.</param>
/// <param name="TrainingLoss">Training loss of the last minibatch, penalties included.</param>
/// <param name="ValidationLoss">
/// Validation loss of the last validation minibatch; not a number before the first. Of a search, that of the last trial over
/// the whole validation split.
/// </param>
/// <param name="Elapsed">Time since the first step.</param>
/// <param name="Hyperparameters">The current hyperparameters in brief, in the order of declaration.</param>
public sealed record TuningProgress(
    int Step, int Steps, double TrainingLoss, double ValidationLoss, TimeSpan Elapsed, IReadOnlyList<HyperparameterSummary> Hyperparameters)
{
    /// <summary>What goes wrong at this point, a sentence each; empty where nothing does or nothing was measured.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The validation loss over the whole validation split, where it was taken at this report; else null.</summary>
    public double? SplitLoss { get; init; }

    /// <summary>The model's metrics over the whole validation split, by name, where that was looked at for this report; else null.</summary>
    public IReadOnlyDictionary<string, double>? Metrics { get; init; }

    /// <summary>How the run fares, where that was measured for this report; else null.</summary>
    public HealthReading? Health { get; init; }

    /// <summary>What else the algorithm measures.</summary>
    public RunMeasures Measures { get; init; } = RunMeasures.None;
}

/// <summary>The natural values of one hyperparameter, in brief.</summary>
/// <param name="Name">The property's name.</param>
/// <param name="Count">Number of values.</param>
/// <param name="Min">The smallest.</param>
/// <param name="Mean">The mean on the hyperparameter's own scale: geometric on a logarithmic one.</param>
/// <param name="Max">The largest.</param>
public sealed record HyperparameterSummary(string Name, int Count, double Min, double Mean, double Max)
{
    /// <summary>The summaries of a space's hyperparameters, in the order of declaration.</summary>
    /// <param name="space">The space.</param>
    /// <param name="natural">n natural values.</param>
    internal static IReadOnlyList<HyperparameterSummary> Of(HyperparameterSpace space, double[] natural)
    {
        var result = new List<HyperparameterSummary>(space.Hyperparameters.Count);
        foreach (var info in space.Hyperparameters)
        {
            var values = HyperVector.From(natural.AsSpan(info.Offset, info.Count));
            var mean = info.Transform.Scale == Scale.Log ? values.GeometricMean : values.Mean;
            result.Add(new HyperparameterSummary(info.Name, info.Count, values.Min, mean, values.Max));
        }

        return result;
    }
}
