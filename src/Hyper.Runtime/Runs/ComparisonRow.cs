namespace Hyper.Runtime.Runs;

/// <summary>One way to find hyperparameters, and what it came to.</summary>
/// <param name="Method">Its name, such as <c>tuned</c> or <c>random-search</c>.</param>
/// <param name="Hyperparameters">The hyperparameters it ended with.</param>
/// <param name="ValidationLoss">The validation loss of its model, over the whole split.</param>
/// <param name="TestLoss">The same loss over the test split, which nothing was chosen by.</param>
/// <param name="Accuracy">Share of the test rows that its model gets right, from 0 to 1.</param>
/// <param name="Seconds">Time for everything that the method needs: all trainings, not the best one alone.</param>
public sealed record ComparisonRow(
    string Method,
    IReadOnlyList<ComparisonValue> Hyperparameters,
    double ValidationLoss,
    double TestLoss,
    double Accuracy,
    double Seconds)
{
    /// <summary>What the program measures beyond these, in the order of its report.</summary>
    public IReadOnlyList<ComparisonMeasure> Measures { get; init; } = [];

    /// <summary>The hyperparameters in a few words.</summary>
    public string HyperparameterText => string.Join(", ", Hyperparameters);
}
