using ScottPlot;
using ScottPlot.TickGenerators;

namespace Hyper.Benchmarks;

/// <summary>The performance page's charts.</summary>
internal static class PerformanceCharts
{
    private const int Width = 900;
    private const int Height = 460;

    /// <summary>A step of each setting in units of the hand-written loop's, one thread.</summary>
    public static void Joint(IReadOnlyList<JointRow> rows, string file)
    {
        var shown = rows.Where(row => row.Threads == 1).ToList();
        (string Name, Func<JointRow, double?> Read)[] series =
        [
            ("hand-written TorchSharp", _ => 1),
            ("PyTorch", row => row.ToHandwritten.Median / row.ToPytorch?.Median),
            ("generated", row => row.ToHandwritten.Median),
            ("training step", row => row.ToHandwritten.Median / row.ToTraining.Median),
            ("floor", row => row.ToHandwritten.Median / row.ToFloor),
        ];
        using var plot = new Plot();
        var colors = new ScottPlot.Palettes.Category10();
        for (var i = 0; i < series.Length; i++)
        {
            var bars = shown
                .Select((row, place) => (Place: place, Value: series[i].Read(row)))
                .Where(bar => bar.Value is not null)
                .Select(bar => new Bar { Position = (bar.Place * (series.Length + 1)) + i, Value = bar.Value!.Value, FillColor = colors.GetColor(i) })
                .ToArray();
            if (bars.Length > 0)
            {
                plot.Add.Bars(bars).LegendText = series[i].Name;
            }
        }

        var middle = (series.Length - 1) / 2.0;
        plot.Axes.Bottom.TickGenerator = new NumericManual(
            [.. shown.Select((_, place) => (place * (series.Length + 1)) + middle)], [.. shown.Select(row => row.Setting)]);
        plot.YLabel("a step, in units of the hand-written loop's");
        plot.Title("The joint step, one thread: medians");
        plot.Axes.Margins(bottom: 0);
        plot.ShowLegend(Alignment.UpperRight);
        plot.SavePng(file, Width, Height);
    }

    /// <summary>Time and memory of a step over the number of hyperparameters, both logarithmic.</summary>
    public static void Scale(IReadOnlyList<ScaleRow> rows, string file)
    {
        using var plot = new Plot();
        foreach (var family in rows.GroupBy(row => row.Family))
        {
            var numbers = family.Select(row => Math.Log10(row.Hyperparameters)).ToArray();
            var time = plot.Add.Scatter(numbers, family.Select(row => Math.Log10(row.StepMs.Median)).ToArray());
            time.LegendText = $"{family.Key}: ms a step";
            var memory = plot.Add.Scatter(numbers, family.Select(row => Math.Log10(Math.Max(1, row.PeakMb - row.BaseMb))).ToArray());
            memory.LegendText = $"{family.Key}: MB of the run";
            memory.LinePattern = LinePattern.Dashed;
        }

        foreach (var axis in (IAxis[])[plot.Axes.Bottom, plot.Axes.Left])
        {
            axis.TickGenerator = new NumericAutomatic { IntegerTicksOnly = true, LabelFormatter = exponent => $"10^{exponent:F0}" };
        }

        plot.XLabel("hyperparameters, one for each weight");
        plot.Title("Time and memory of a joint step");
        plot.ShowLegend(Alignment.UpperLeft);
        plot.SavePng(file, Width, Height);
    }
}
