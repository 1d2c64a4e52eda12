namespace Hyper.App.Records;

/// <summary>A line of <c>history.jsonl</c>: a run at one of its reports. What is not a number is null.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="TrainingLoss">Training loss of the step's minibatch.</param>
/// <param name="ValidationLoss">Validation loss of the step's validation minibatch.</param>
/// <param name="Seconds">Time since the first step.</param>
public sealed record HistoryLine(int Step, double? TrainingLoss, double? ValidationLoss, double? Seconds)
{
    /// <summary>The validation loss over the whole split, where it was taken.</summary>
    public double? SplitLoss { get; init; }

    /// <summary>Metrics over the whole validation split, by name, where they were taken.</summary>
    public IReadOnlyDictionary<string, double>? Metrics { get; init; }

    /// <summary>The hyperparameters in brief, by name.</summary>
    public IReadOnlyDictionary<string, ValueSummary> Hyperparameters { get; init; } = new Dictionary<string, ValueSummary>();

    /// <summary>Numbers of the health reading, by name, where there was one.</summary>
    public IReadOnlyDictionary<string, double?>? Health { get; init; }

    /// <summary>What went wrong at this point, a sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

/// <summary>The natural values of one hyperparameter, in brief.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Min">The smallest.</param>
/// <param name="Mean">The mean on its own scale.</param>
/// <param name="Max">The largest.</param>
public sealed record ValueSummary(int Count, double? Min, double? Mean, double? Max);
