namespace Hyper.App.Records;

/// <summary><c>evaluation.json</c>: answers of the tuned model beside what is right.</summary>
/// <param name="Split">Of which rows: test or validation.</param>
/// <param name="Task">classes, labels or numbers.</param>
public sealed record Evaluation(string Split, string Task)
{
    /// <summary>Of classes: rows of each class (first index) that the model took for each (second index).</summary>
    public IReadOnlyList<IReadOnlyList<long>>? Confusion { get; init; }

    /// <summary>Of numbers and labels: the targets of at most 2,000 rows, a list for each target.</summary>
    public IReadOnlyList<IReadOnlyList<double>>? Targets { get; init; }

    /// <summary>What the model gives for those rows, in the same order.</summary>
    public IReadOnlyList<IReadOnlyList<double>>? Outputs { get; init; }
}
