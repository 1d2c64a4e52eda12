using Comparing;

namespace PaperFigures.Figures;

/// <summary>An experiment that tunes in one run.</summary>
/// <param name="Name">What the summary calls it.</param>
/// <param name="Label">What the legend calls it.</param>
/// <param name="Settings">Its numbers.</param>
/// <param name="RunAsync">Runs it.</param>
internal sealed record Contestant(
    string Name, string Label, ExperimentSettings Settings, Func<DataSplits, ExperimentSettings, CancellationToken, Task<TunedRun>> RunAsync)
{
    /// <summary>Its colour in every picture.</summary>
    public int Color { get; init; }

    /// <summary>Brings û into the order of one layer from all pixels, for a model that has another.</summary>
    public Func<double[], double[]> InOneLayer { get; init; } = values => values;

    /// <summary>An experiment.</summary>
    /// <param name="name">What the summary calls it.</param>
    /// <param name="label">What the legend calls it.</param>
    /// <param name="settings">Its numbers.</param>
    /// <param name="run">Runs it.</param>
    /// <param name="read">Takes the numbers of its result: <see cref="TunedRun.Of"/>, which knows what the result derives from.</param>
    public static Contestant Of<TResult>(
        string name, string label, ExperimentSettings settings, Tune<TResult> run, Func<TResult, DataSplits, double, TunedRun> read)
        where TResult : ITuningResult => new(name, label, settings, async (data, numbers, cancellation) =>
    {
        // As in the paper: where the last step ends, without a look at the whole validation split.
        var clock = new ProcessorClock();
        using TResult result = await run(data, numbers with { Keep = Keep.Last }, null, cancellation);
        return read(result, data, clock.ProcessorSeconds);
    });
}
