namespace Comparing;

/// <summary>What is compared: methods, on the same rows and with the same number of steps a training.</summary>
/// <param name="Data">What the rows are, in a word or two.</param>
/// <param name="Splits">Training, validation and test rows; the program disposes of them.</param>
/// <param name="Settings">The experiment's numbers; the command line's seed, steps and device replace its own.</param>
/// <param name="Methods">The methods, in the order of the report.</param>
public sealed record Comparison(string Data, DataSplits Splits, ExperimentSettings Settings, IReadOnlyList<Method> Methods)
{
    /// <summary>What is measured of each method's result beyond losses, accuracy and time.</summary>
    public IReadOnlyList<Measure> Measures { get; init; } = [];
}
