using Hyper.Runtime.Search.Trials;
using Hyper.Runtime.Training.Course;
using Hyper.Runtime.Training.Results;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Search.Loops;

/// <summary>
/// Runs the trials of a plan, several at a time. Which trials there are, in which order they are numbered and what is learned
/// from them does not depend on how many run at a time, nor on which ends first.
/// </summary>
internal sealed partial class TrialLoop
{
    // Proposals are computed on one thread, so that they are the same bits whatever runs beside them.
    private static readonly ExperimentSettings oneThread = new() { Threads = 1 };

    private readonly Lock gate = new();
    private readonly List<TrialRecord> records = [];
    private readonly ProgressReports reports = new();
    private readonly Func<Proposal, int, CancellationToken, Task<TrialRecord>> run;
    private readonly TimeProvider clock;
    private int degree;
    private readonly double timeLimit;
    private long start;
    private int started;

    /// <param name="run">Runs a trial, given what is proposed and its number.</param>
    /// <param name="degree">Trials at a time.</param>
    /// <param name="timeLimit">Seconds after which no trial starts; 0 for no limit.</param>
    /// <param name="clock">Tells the time.</param>
    public TrialLoop(Func<Proposal, int, CancellationToken, Task<TrialRecord>> run, int degree, double timeLimit, TimeProvider clock)
        => (this.run, this.degree, this.timeLimit, this.clock) = (run, degree, timeLimit, clock);

    /// <summary>Called after each trial, one at a time: the record, and how many there are. Where it throws it is not called again.</summary>
    public Action<TrialRecord, int> Report { get; init; } = (_, _) => { };

    /// <summary>Called after each trial, one at a time, to keep its record; where it throws the search ends.</summary>
    public Action<TrialRecord> Keep { get; init; } = _ => { };

    /// <summary>What went wrong with the reports; null where nothing did.</summary>
    public string? Warning => reports.Warning;

    /// <summary>Time that trials took in an earlier part of the same search.</summary>
    public TimeSpan Earlier { get; init; }

    /// <summary>Time since the start, that of earlier parts included.</summary>
    public TimeSpan Elapsed => Earlier + clock.GetElapsedTime(start);

    // At least one trial runs, however short the limit.
    private bool IsOver => timeLimit > 0 && started > 0 && Elapsed.TotalSeconds >= timeLimit;

    /// <summary>Runs the trials.</summary>
    /// <param name="plan">What to try.</param>
    /// <param name="cancellation">Stops the trials under way.</param>
    /// <returns>What came of them: also of a search that was cancelled or that a trial ended, where a trial was finished before.</returns>
    /// <exception cref="OperationCanceledException">The search was cancelled before a trial was finished.</exception>
    public async Task<TrialOutcome> RunAsync(ITrialPlan plan, CancellationToken cancellation)
    {
        start = clock.GetTimestamp();
        using var rounds = plan.Rounds(records).GetEnumerator();
        try
        {
            while (!IsOver && await OnOneThreadAsync(rounds.MoveNext, cancellation).ConfigureAwait(false))
            {
                await RunRoundAsync(rounds.Current, cancellation).ConfigureAwait(false);
                cancellation.ThrowIfCancellationRequested();
            }
        }
        catch (Exception failure) when (records.Any(record => record.Status == TrialStatus.Completed))
        {
            return Partial(failure, cancellation);
        }

        return Whole(plan.Planned);
    }

    // Hours of finished trials are worth more than the one that could not be.
    private TrialOutcome Partial(Exception failure, CancellationToken cancellation)
    {
        var isCancelled = failure is OperationCanceledException && cancellation.IsCancellationRequested;
        return new TrialOutcome(InOrder(), isCancelled ? RunEnding.Cancelled : RunEnding.Failed, isCancelled ? null : failure);
    }

    private TrialOutcome Whole(int planned) => new(InOrder(), records.Count < planned ? RunEnding.TimeLimit : RunEnding.Completed, null);

    private List<TrialRecord> InOrder() => [.. records.OrderBy(record => record.Specification.Trial)];

    // On a thread of its own: the number of threads that operations are split over belongs to the thread that sets it.
    private static Task<T> OnOneThreadAsync<T>(Func<T> propose, CancellationToken cancellation) => RunThread.Start(
        _ =>
        {
            using var threads = ThreadBudget.Enter(oneThread, work: 0);
            return propose();
        },
        cancellation);

    private async Task RunRoundAsync(IEnumerable<Proposal> round, CancellationToken cancellation)
    {
        using var proposals = round.GetEnumerator();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var queue = new TrialQueue(proposals, () => started++, () => stop.IsCancellationRequested || IsOver, degree);
        var done = new List<TrialRecord>();
        try
        {
            await Task.WhenAll(Enumerable.Range(0, degree).Select(_ => Task.Run(WorkAsync, CancellationToken.None))).ConfigureAwait(false);
        }
        finally
        {
            records.AddRange(done.OrderBy(record => record.Specification.Trial));
            degree = queue.Room;
        }

        async Task WorkAsync()
        {
            try
            {
                while (queue.Take() is var (proposal, number, isAlone))
                {
                    TrialRecord record;
                    try
                    {
                        record = await run(proposal, number, stop.Token).ConfigureAwait(false);
                    }
                    catch (NoRoomException shortage)
                    {
                        if (isAlone)
                        {
                            record = shortage.Record;
                        }
                        else if (queue.PutBack(proposal, number))
                        {
                            return;
                        }
                        else
                        {
                            continue;
                        }
                    }

                    lock (gate)
                    {
                        // A record that an earlier part of the search has left keeps its time.
                        record = record with { FinishedSeconds = record.FinishedSeconds ?? Elapsed.TotalSeconds };
                        done.Add(record);
                        Keep(record);
                        reports.Make(() => Report(record, records.Count + done.Count));
                    }
                }
            }
            catch
            {
                // What one trial cannot do the others need not try.
                await stop.CancelAsync().ConfigureAwait(false);
                throw;
            }
        }
    }
}
