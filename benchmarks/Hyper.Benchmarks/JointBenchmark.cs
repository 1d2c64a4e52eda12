using static TorchSharp.torch;

namespace Hyper.Benchmarks;

/// <summary>One row of the benchmark's output.</summary>
/// <param name="Setting">What was timed.</param>
/// <param name="Threads">Threads of libtorch's operations, for both loops.</param>
/// <param name="GeneratedUs">Microseconds a step of the generated loop: the median over the rounds.</param>
/// <param name="HandwrittenUs">Microseconds a step of the plain TorchSharp loop: the median over the rounds.</param>
/// <param name="Ratio">The median over the rounds of generated over hand-written, each pair measured one after the other.</param>
/// <param name="RatioMin">The smallest of those ratios.</param>
/// <param name="RatioMax">The largest.</param>
internal sealed record JointRow(string Setting, int Threads, double GeneratedUs, double HandwrittenUs, double Ratio, double RatioMin, double RatioMax);

/// <summary>The joint step: the generated loop and a hand-written one in turn, in one process on the same data.</summary>
internal static class JointBenchmark
{
    public static async Task<JointRow> FigureFiveAsync(int rounds, int steps, int threads)
    {
        using var data = Data();
        using var handWritten = new HandWrittenFigureFive(data);
        var settings = TuneFigureFive.Settings with { Steps = steps, ReportEvery = steps, Threads = threads };
        set_num_threads(threads);

        // Both paths are compiled and their memory pools filled before anything counts.
        await MeasureGeneratedAsync(data, settings);
        handWritten.Run(steps);

        var pairs = new List<(double Generated, double HandWritten)>();
        for (var round = 0; round < rounds; round++)
        {
            // The order changes from round to round, so that a drift of the machine's speed favours neither.
            var plainFirst = round % 2 == 1;
            var plain = plainFirst ? handWritten.Run(steps) : 0;
            var generated = await MeasureGeneratedAsync(data, settings);
            pairs.Add((generated, plainFirst ? plain : handWritten.Run(steps)));
        }

        var ratios = pairs.Select(pair => pair.Generated / pair.HandWritten).ToList();
        return new JointRow(
            "figure 5",
            threads,
            Median(pairs.Select(pair => pair.Generated)),
            Median(pairs.Select(pair => pair.HandWritten)),
            Median(ratios),
            ratios.Min(),
            ratios.Max());
    }

    private static async Task<double> MeasureGeneratedAsync(DataSplits data, Hyper.Runtime.Training.ExperimentSettings settings)
    {
        using var result = await TuneFigureFive.RunAsync(data, settings);
        return result.Elapsed.TotalMicroseconds / settings.Steps;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }

    // The time of a step does not depend on what the pixels show.
    private static DataSplits Data()
    {
        using var scope = NewDisposeScope();
        using var noise = new Generator(1);
        return new DataSplits(Rows(10_000), Rows(10_000));

        Dataset Rows(int count) => new(
            rand(count, 784, generator: noise).DetachFromDisposeScope(),
            nn.functional.one_hot(randint(10, count, dtype: ScalarType.Int64, generator: noise), 10).to(ScalarType.Float32).DetachFromDisposeScope());
    }
}
