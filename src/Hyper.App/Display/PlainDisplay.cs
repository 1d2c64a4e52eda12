using System.Globalization;
using Hyper.Runtime.Training.Results;

namespace Hyper.App.Display;

/// <summary>For a file, a pipe or a log: a line at each tenth of the run, and half a minute after the last one.</summary>
/// <param name="output">Where.</param>
/// <param name="unit">What is counted: step or trial.</param>
/// <param name="clock">What tells the time.</param>
internal sealed class PlainDisplay(TextWriter output, string unit, TimeProvider clock) : IRunDisplay
{
    private const int Lines = 10;
    private static readonly TimeSpan longestSilence = TimeSpan.FromSeconds(30);

    private readonly HashSet<string> told = [];
    private int shown = -1;
    private long last = clock.GetTimestamp();

    public void Report(TuningProgress report)
    {
        foreach (var warning in report.Warnings.Where(told.Add))
        {
            output.WriteLine($"warning: {warning}");
        }

        var reached = report.Steps > 0 ? (int)((long)report.Step * Lines / report.Steps) : 0;
        if (reached > shown || clock.GetElapsedTime(last) >= longestSilence)
        {
            output.WriteLine(Line(report, unit));
            output.Flush();
            (shown, last) = (reached, clock.GetTimestamp());
        }
    }

    public void Note(string text) => output.WriteLine(text);

    public Task<T> WhileAsync<T>(Func<Task<T>> work) => work();

    /// <summary>The line of a report. Programs read it: its words and their order stay.</summary>
    public static string Line(TuningProgress report, string unit)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{unit} {report.Step} of {report.Steps}, training loss {Words.Loss(report.TrainingLoss)}, validation loss {Words.Loss(report.SplitLoss ?? report.ValidationLoss)}");
        line += string.Concat((report.Metrics ?? new Dictionary<string, double>()).Select(metric => $", {metric.Key} {Words.Loss(metric.Value)}"));
        return string.Create(CultureInfo.InvariantCulture, $"{line}, {report.Elapsed.TotalSeconds:F1} s");
    }
}
