using System.Globalization;
using Hyper.Dsl;
using Hyper.Runtime.Runs;
using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Results;

namespace Hyper.App.Display;

/// <summary>A run as lines of text: what is known of it from its reports. Reports come from the run's thread, lines are made on another.</summary>
/// <param name="title">What runs.</param>
/// <param name="unit">What is counted: step or trial.</param>
/// <param name="space">The hyperparameters.</param>
internal sealed class RunView(string title, string unit, HyperparameterSpace space)
{
    // What is drawn of a history has no more bars than a terminal is wide.
    private const int MostPoints = 400;
    private const int MostHyperparameters = 5;

    // They stand below the run's end in full.
    private const int MostWarnings = 2;
    private const int MostLines = 3;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Series> series = [];
    private TuningProgress? first;
    private TuningProgress? latest;
    private IReadOnlyList<string> warnings = [];
    private string? note;

    /// <summary>Takes a report in.</summary>
    public void Add(TuningProgress report)
    {
        lock (gate)
        {
            first ??= report;
            latest = report;
            Keep("training loss", report.TrainingLoss);
            Keep("validation loss", report.SplitLoss ?? report.ValidationLoss);
            foreach (var (name, value) in report.Metrics ?? new Dictionary<string, double>())
            {
                Keep(ComparisonValue.InWords(name), value);
            }

            // A report without a reading of the run's health says nothing of it; one with a reading may say that what was wrong is no more.
            if (report.Health is not null || report.Warnings.Count > 0)
            {
                warnings = report.Warnings;
            }
        }
    }

    /// <summary>Says what is under way beside the run's own steps.</summary>
    public void Note(string text)
    {
        lock (gate)
        {
            note = text;
        }
    }

    /// <summary>The lines of a display.</summary>
    /// <param name="width">Letters a line.</param>
    /// <param name="unicode">Whether there are letters beyond ASCII.</param>
    public IReadOnlyList<string> Lines(int width, bool unicode)
    {
        lock (gate)
        {
            var lines = new List<string> { title };
            if (latest is { } report)
            {
                lines.Add(Bar(report, width, unicode));
                lines.Add(Pace(report, width));
                lines.AddRange(series.Select(one => Line(one.Key, one.Value, width, unicode)));
                lines.AddRange(Moving(report, unicode));
            }
            else
            {
                lines.Add("starting");
            }

            lines.AddRange(warnings.TakeLast(MostWarnings).SelectMany(warning => Words.Wrapped($"! {warning}", width).Take(MostLines)));
            if (note is { Length: > 0 })
            {
                lines.AddRange(Words.Wrapped(note, width));
            }

            return [.. lines.Select(line => Words.Cut(line, width, unicode))];
        }
    }

    /// <summary>Seconds that the steps to come take at the pace of those so far; null where there is no pace.</summary>
    private TimeSpan? Left(TuningProgress report) => first is { } start && report.Step > start.Step
        ? (report.Elapsed - start.Elapsed) / (report.Step - start.Step) * (report.Steps - report.Step)
        : report.Step > 0 ? report.Elapsed / report.Step * (report.Steps - report.Step) : null;

    private static string Bar(TuningProgress report, int width, bool unicode)
    {
        var share = report.Steps > 0 ? Math.Clamp((double)report.Step / report.Steps, 0, 1) : 0;
        var percent = share.ToString("P0", CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal);
        var room = Math.Clamp(width - 6, 4, 60);
        var done = (int)Math.Round(room * share);
        return $"{new string(unicode ? '━' : '#', done)}{new string(unicode ? '─' : '-', room - done)} {percent,4}";
    }

    private string Pace(TuningProgress report, int width)
    {
        var seconds = report.Elapsed.TotalSeconds;
        var pace = seconds > 0 && report.Step > 0 ? Rate(report.Step / seconds) : "";
        var left = Left(report) is { } time && report.Step < report.Steps ? $", {Words.Time(time)} left" : "";
        var steps = string.Create(CultureInfo.InvariantCulture, $"{unit} {report.Step:N0} of {report.Steps:N0}");

        // In a narrow terminal the time that is left counts for more than the pace.
        return steps.Length + pace.Length + left.Length <= width ? steps + pace + left : steps + left;

        string Rate(double rate) => rate >= 1
            ? string.Create(CultureInfo.InvariantCulture, $", {rate:N0}/s")
            : string.Create(CultureInfo.InvariantCulture, $", {1 / rate:G2} s each");
    }

    private static string Line(string name, Series values, int width, bool unicode)
    {
        var start = $"{name,-15} {Words.Loss(values.Last),8} ";
        return start + SparkLine.Of(values.Points, Math.Min(60, width - start.Length), unicode);
    }

    private IEnumerable<string> Moving(TuningProgress report, bool unicode) => report.Hyperparameters
        .Select(now => (Now: now, Before: first!.Hyperparameters.FirstOrDefault(before => before.Name == now.Name) ?? now))
        .OrderByDescending(values => Movement(values.Before, values.Now))
        .Take(MostHyperparameters)
        .Select(values => $"{ComparisonValue.InWords(values.Now.Name)} {Initial(values.Before)} {(unicode ? "→" : "->")} {ComparisonValue.Short(values.Now.Mean)}{(values.Now.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" (mean of {values.Now.Count:N0})"))}");

    private string Initial(HyperparameterSummary first) =>
        ComparisonValue.Short(space.Hyperparameters.FirstOrDefault(info => info.Name == first.Name)?.Initial ?? first.Mean);

    private double Movement(HyperparameterSummary before, HyperparameterSummary now)
    {
        var info = space.Hyperparameters.FirstOrDefault(known => known.Name == now.Name);
        var from = info?.Initial ?? before.Mean;
        var moved = info?.Transform.Scale == Scale.Log ? Math.Abs(Math.Log(now.Mean / from)) : Math.Abs(now.Mean - from) / Math.Max(Math.Abs(from), 1e-3);
        return double.IsNaN(moved) ? 0 : moved;
    }

    private void Keep(string name, double value)
    {
        if (!double.IsFinite(value))
        {
            return;
        }

        if (!series.TryGetValue(name, out var own))
        {
            series[name] = own = new Series();
        }

        own.Last = value;
        own.Points.Add(value);
        if (own.Points.Count > MostPoints)
        {
            // Every two become one: the line shows the whole run.
            own.Points = [.. own.Points.Chunk(2).Select(pair => pair.Average())];
        }
    }

    private sealed class Series
    {
        public double Last { get; set; }

        public List<double> Points { get; set; } = [];
    }
}
