using System.Diagnostics;
using Hyper.Runtime.Checkpoints;
using Hyper.Runtime.Training.Health;
using Hyper.Runtime.Training.Results;
using Hyper.Runtime.Training.Saving;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Training.Course;

/// <summary>
/// The steps of a run or of an ordinary training: counts them, reports every so often, keeps the history, and ends for a cancellation, a
/// wish to stop, a limit of time, a patience that is over, or a loss that is no longer finite.
/// </summary>
internal sealed class RunClock : IResumable
{
    private readonly ExperimentSettings settings;
    private readonly IProgress<TuningProgress>? progress;
    private readonly CancellationToken stop;
    private readonly List<HistoryEntry> history = [];
    private readonly ProgressReports reports = new();
    private readonly DivergenceGuard guard = new();
    private readonly Stopwatch watch = new();
    private readonly int steps;
    private readonly int pauseAt;
    private TimeSpan before;
    private bool isInStep;
    private int told;
    private string? divergence;

    /// <summary>Prepares the clock.</summary>
    /// <param name="settings">The experiment's numbers.</param>
    /// <param name="steps">Steps to run.</param>
    /// <param name="progress">Receives reports; null for none.</param>
    /// <param name="stop">The wish to end after the step under way, with a result.</param>
    /// <param name="pauseAt">The step after which to pause; null for none.</param>
    public RunClock(ExperimentSettings settings, int steps, IProgress<TuningProgress>? progress, CancellationToken stop = default, int? pauseAt = null)
    {
        this.pauseAt = pauseAt ?? int.MaxValue;
        this.settings = settings;
        this.steps = steps;
        this.progress = progress;
        this.stop = stop;
    }

    public IReadOnlyList<HistoryEntry> History => history;

    /// <summary>Time of all steps, those in earlier processes included.</summary>
    public TimeSpan Elapsed => before + watch.Elapsed;

    /// <summary>Steps done.</summary>
    public int Done { get; private set; }

    /// <summary>Why the run ended; set at its end.</summary>
    public RunEnding Ending { get; private set; }

    /// <summary>What went wrong beside the steps, or in the last of them, a sentence each; empty where nothing did.</summary>
    public IReadOnlyList<string> Warnings => [.. ((string?[])[divergence, reports.Warning]).OfType<string>()];

    private bool IsOutOfTime => settings.TimeLimit > 0 && Elapsed.TotalSeconds >= settings.TimeLimit;

    /// <summary>Takes all steps that are left.</summary>
    /// <param name="course">What is stepped.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <exception cref="DivergedException">A loss went out of bounds, and there is nothing to go back to.</exception>
    public void Run(RunCourse course, CancellationToken cancellation)
    {
        watch.Start();
        try
        {
            Ending = TakeSteps(course, cancellation);
            course.Checkpoint(Done, true);
        }
        catch (OperationCanceledException) when (!isInStep)
        {
            // What came after the last checkpoint need not be lost. In the midst of a step, where a user's code says so, there is nothing to go on from.
            course.Checkpoint(Done, true);
            throw;
        }
        catch (DivergedException diverged) when (course.Recover())
        {
            divergence = $"{diverged.Message} The result is the best state before that.";
            Ending = RunEnding.Diverged;
        }
        finally
        {
            watch.Stop();
        }
    }

    /// <inheritdoc/>
    public void Save(StateWriter to)
    {
        to.Add("history", RecordJson.Write(history));
        to.Add("seconds", Elapsed.TotalSeconds);
        to.Add("told", told);
        to.Add("guard", guard);
    }

    /// <inheritdoc/>
    public void Restore(StateReader from)
    {
        history.AddRange(RecordJson.Read<List<HistoryEntry>>(from.Text("history")));
        before = TimeSpan.FromSeconds(from.Number("seconds"));
        told = (int)from.Whole("told");
        from.Read("guard", guard);
        Done = from.Step;
    }

    private RunEnding TakeSteps(RunCourse course, CancellationToken cancellation)
    {
        // A run that goes on may have been over before.
        if (Done > 0 && Done < steps && course.IsDone())
        {
            return RunEnding.Patience;
        }

        while (Done < steps)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Done >= pauseAt)
            {
                return RunEnding.Paused;
            }

            using (torch.NewDisposeScope())
            {
                isInStep = true;
                course.Step(Done);
                isInStep = false;
            }

            Done++;
            var ending = Done == steps ? RunEnding.Completed : stop.IsCancellationRequested ? RunEnding.Stopped : IsOutOfTime ? RunEnding.TimeLimit : (RunEnding?)null;
            if (ending is not null || Done % settings.ReportInterval(steps) == 0)
            {
                Report(course, ending is not null);
                if (ending is null && course.IsDone())
                {
                    ending = RunEnding.Patience;
                }
            }
            else if (Done == 1)
            {
                guard.Check(Done, course.FirstLoss(), null, null, course.LikelyCause);
            }

            if (ending is { } reason)
            {
                return reason;
            }

            course.Checkpoint(Done, false);
        }

        return RunEnding.Completed;
    }

    private void Report(RunCourse course, bool isLast)
    {
        var (training, validationOrNone) = course.Losses();
        guard.Check(Done, training, validationOrNone, course.FirstValidation(), course.LikelyCause);
        course.Keep(Done);
        var evaluated = course.Evaluate(Done, isLast);
        var health = course.Health(Done);
        var measures = course.Measure(Done);
        var validation = validationOrNone ?? double.NaN;
        var elapsed = Elapsed;
        history.Add(new HistoryEntry(Done, training, validation, elapsed.TotalSeconds, health) { Measures = measures, SplitLoss = evaluated?.Loss, Metrics = evaluated?.Metrics });
        var found = course.Warnings();
        var report = new TuningProgress(Done, steps, training, validation, elapsed, HyperparameterSummary.Of(course.Space, course.Natural()))
        {
            Health = health,
            Measures = measures,
            SplitLoss = evaluated?.Loss,
            Metrics = evaluated?.Metrics,
            Warnings = [.. found.Skip(told), .. health is null ? [] : HealthWarnings.Of(health)],
        };
        reports.Make(() => progress?.Report(report));
        told = found.Count;
    }
}
