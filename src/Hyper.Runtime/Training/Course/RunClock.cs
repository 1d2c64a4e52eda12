using System.Diagnostics;
using Hyper.Runtime.Training.Health;
using Hyper.Runtime.Training.Results;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Training.Course;

/// <summary>
/// The steps of a run or of an ordinary training: counts them, reports every so often, keeps the history, and stops for
/// a cancellation or a loss that is no longer finite.
/// </summary>
internal sealed class RunClock
{
    private readonly ExperimentSettings settings;
    private readonly IProgress<TuningProgress>? progress;
    private readonly List<HistoryEntry> history = [];
    private readonly ProgressReports reports = new();
    private readonly int steps;
    private int told;

    /// <summary>Prepares the clock.</summary>
    /// <param name="settings">The experiment's numbers.</param>
    /// <param name="steps">Steps to run.</param>
    /// <param name="progress">Receives reports; null for none.</param>
    public RunClock(ExperimentSettings settings, int steps, IProgress<TuningProgress>? progress)
    {
        this.settings = settings;
        this.steps = steps;
        this.progress = progress;
    }

    public IReadOnlyList<HistoryEntry> History => history;

    public TimeSpan Elapsed { get; private set; }

    /// <summary>Why the run ended; set at its end.</summary>
    public RunEnding Ending { get; private set; }

    /// <summary>What went wrong with the reports; null where nothing did.</summary>
    public string? Warning => reports.Warning;

    /// <summary>Takes all steps.</summary>
    /// <param name="course">What is stepped.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <exception cref="DivergedException">A loss went out of bounds, and there is nothing to go back to.</exception>
    public void Run(RunCourse course, CancellationToken cancellation)
    {
        var guard = new DivergenceGuard(course.LikelyCause);
        var watch = Stopwatch.StartNew();
        try
        {
            Run(course, guard, watch, cancellation);
        }
        catch (DivergedException) when (course.Recover())
        {
            Ending = RunEnding.Diverged;
        }
        finally
        {
            Elapsed = watch.Elapsed;
        }
    }

    private void Run(RunCourse course, DivergenceGuard guard, Stopwatch watch, CancellationToken cancellation)
    {
        for (var i = 0; i < steps; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            using (torch.NewDisposeScope())
            {
                course.Step(i);
            }

            var done = i + 1;
            if (done % settings.ReportInterval(steps) == 0 || done == steps)
            {
                Report(done, course, guard, watch.Elapsed);
                if (course.IsDone() && done < steps)
                {
                    Ending = RunEnding.Patience;
                    return;
                }
            }
            else if (i == 0)
            {
                guard.Check(done, course.FirstLoss(), null);
            }
        }
    }

    private void Report(int done, RunCourse course, DivergenceGuard guard, TimeSpan elapsed)
    {
        var (training, validationOrNone) = course.Losses();
        guard.Check(done, training, validationOrNone, course.FirstValidation());
        course.Keep();
        var health = course.Health(done);
        var measures = course.Measure(done);
        var validation = validationOrNone ?? double.NaN;
        history.Add(new HistoryEntry(done, training, validation, elapsed.TotalSeconds, health) { Measures = measures });
        var found = course.Warnings();
        var report = new TuningProgress(done, steps, training, validation, elapsed, HyperparameterSummary.Of(course.Space, course.Natural()))
        {
            Measures = measures,
            Warnings = [.. found.Skip(told), .. health is null ? [] : HealthWarnings.Of(health)],
        };
        reports.Make(() => progress?.Report(report));
        told = found.Count;
    }
}
