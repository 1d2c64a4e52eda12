using Hyper.Runtime.Training.Health;

namespace Hyper.Runtime.Training.Results;

/// <summary>One line of a run's history.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="TrainingLoss">Training loss of the step's minibatch, penalties included.</param>
/// <param name="ValidationLoss">Validation loss of the step's validation minibatch; not a number during warm-up.</param>
/// <param name="Seconds">Time since the first step.</param>
/// <param name="Health">How the run fares, where it was measured after this step.</param>
public sealed record HistoryEntry(int Step, double TrainingLoss, double ValidationLoss, double Seconds, HealthReading? Health = null)
{
    /// <summary>The validation loss over the whole validation split, where it was taken at this report; else null.</summary>
    public double? SplitLoss { get; init; }

    /// <summary>The model's metrics over the whole validation split, by name, where that was looked at for this report; else null.</summary>
    public IReadOnlyDictionary<string, double>? Metrics { get; init; }

    /// <summary>What else the algorithm measures.</summary>
    public RunMeasures Measures { get; init; } = RunMeasures.None;
}
