namespace Hyper.Runtime.Training.Results;

/// <summary>The runs of one experiment with one seed after the other.</summary>
/// <typeparam name="THyperparameters">The record of natural values.</typeparam>
/// <param name="Runs">The runs, in the order of their seeds.</param>
public sealed record RepeatedRuns<THyperparameters>(IReadOnlyList<RepeatedRun<THyperparameters>> Runs)
{
    /// <summary>How the validation losses scatter; with folds, the losses out of fold.</summary>
    public Spread ValidationLoss => Spread.Of(Runs.Select(run => run.ValidationLoss));

    /// <summary>How the test losses of the models to ship scatter; null where the runs did not look at test rows.</summary>
    public Spread? TestLoss => Runs.All(run => run.TestLoss is not null) ? Spread.Of(Runs.Select(run => run.TestLoss!.Value)) : null;

    /// <summary>The hyperparameters of the run with the lowest validation loss.</summary>
    public THyperparameters BestHyperparameters => Runs.MinBy(run => run.ValidationLoss)!.Hyperparameters;
}

/// <summary>One of several runs.</summary>
/// <typeparam name="THyperparameters">The record of natural values.</typeparam>
/// <param name="Seed">Its seed.</param>
/// <param name="Hyperparameters">What it tuned them to.</param>
/// <param name="ValidationLoss">Its validation loss; with folds, the loss out of fold.</param>
/// <param name="Elapsed">Its time.</param>
public sealed record RepeatedRun<THyperparameters>(int Seed, THyperparameters Hyperparameters, double ValidationLoss, TimeSpan Elapsed)
{
    /// <summary>The validation loss of an ordinary training at its hyperparameters, where it ended with a refit.</summary>
    public double? RetrainedLoss { get; init; }

    /// <summary>The test loss of its model to ship, with <c>MeasureTest</c>; else null.</summary>
    public double? TestLoss { get; init; }

    /// <summary>What is wrong with the run, a sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

/// <summary>How numbers scatter.</summary>
/// <param name="Mean">Their mean.</param>
/// <param name="Deviation">Their standard deviation, of a sample: divided by one less than their count.</param>
/// <param name="Min">The least.</param>
/// <param name="Max">The greatest.</param>
public sealed record Spread(double Mean, double Deviation, double Min, double Max)
{
    internal static Spread Of(IEnumerable<double> values)
    {
        var all = values.ToArray();
        var mean = all.Average();
        return new Spread(mean, Math.Sqrt(all.Sum(value => (value - mean) * (value - mean)) / Math.Max(1, all.Length - 1)), all.Min(), all.Max());
    }
}
