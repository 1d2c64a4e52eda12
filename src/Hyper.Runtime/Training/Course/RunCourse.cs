using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Health;
using Hyper.Runtime.Training.Models;
using Hyper.Runtime.Training.Results;

namespace Hyper.Runtime.Training.Course;

/// <summary>What a clock needs of the run or the training that it drives.</summary>
internal sealed class RunCourse
{
    /// <summary>Takes one step, by its index.</summary>
    public required Action<int> Step { get; init; }

    /// <summary>Reads the last losses back (no validation loss before the first); called only when a report is due.</summary>
    public required Func<(double Training, double? Validation)> Losses { get; init; }

    /// <summary>Reads the training loss back after the first step: what the losses are held against later on.</summary>
    public required Func<double> FirstLoss { get; init; }

    /// <summary>Reads the first validation loss of the run back; null before it, or where there is none apart.</summary>
    public Func<double?> FirstValidation { get; init; } = () => null;

    /// <summary>Reads the current hyperparameters back, as natural values; called only when a report is due.</summary>
    public required Func<double[]> Natural { get; init; }

    /// <summary>The hyperparameter space.</summary>
    public required HyperparameterSpace Space { get; init; }

    /// <summary>Says what has probably happened, once a loss is out of bounds.</summary>
    public required Func<string> LikelyCause { get; init; }

    /// <summary>Keeps the state that the run is in after so many steps, in which all is well.</summary>
    public Action<int> Keep { get; init; } = _ => { };

    /// <summary>
    /// Looks at the whole validation split after so many steps, and notes whether it is the best so far; null where nobody asks
    /// for it. Called only when a report is due, with whether the run ends there.
    /// </summary>
    public Func<int, bool, SplitReading?> Evaluate { get; init; } = (_, _) => null;

    /// <summary>Called after so many steps, which are all in the state and the history: writes a checkpoint where one is due, or in any case.</summary>
    public Action<int, bool> Checkpoint { get; init; } = (_, _) => { };

    /// <summary>Reads what else the algorithm measures after so many steps; called only when a report is due.</summary>
    public Func<int, RunMeasures> Measure { get; init; } = _ => RunMeasures.None;

    /// <summary>Asked after each report: whether to end before the last step.</summary>
    public Func<bool> IsDone { get; init; } = () => false;

    /// <summary>Asked where a loss is out of bounds: whether the state of an earlier step is the result all the same.</summary>
    public Func<bool> Recover { get; init; } = () => false;

    /// <summary>Measures how the run fares, where that is due after so many steps.</summary>
    public Func<int, HealthReading?> Health { get; init; } = _ => null;

    /// <summary>What has been found wrong so far beside that, a sentence each; each is reported once.</summary>
    public Func<IReadOnlyList<string>> Warnings { get; init; } = () => [];
}
