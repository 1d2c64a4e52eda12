using Hyper.Runtime.Training.Course;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Search.Trials;

/// <summary>
/// Runs the trials of a plan, several at a time. Which trials there are, in which order they are numbered and what is learned
/// from them does not depend on how many run at a time, nor on which ends first.
/// </summary>
internal sealed class TrialLoop
{
    // Proposals are computed on one thread, so that they are the same bits whatever runs beside them.
    private static readonly ExperimentSettings oneThread = new() { Threads = 1 };

    private readonly Lock gate = new();
    private readonly List<TrialRecord> records = [];
    private readonly Func<Proposal, int, CancellationToken, Task<TrialRecord>> run;
    private readonly TimeProvider clock;
    private readonly int degree;
    private readonly double timeLimit;
    private long start;
    private int started;

    /// <param name="run">Runs a trial, given what is proposed and its number.</param>
    /// <param name="degree">Trials at a time.</param>
    /// <param name="timeLimit">Seconds after which no trial starts; 0 for no limit.</param>
    /// <param name="clock">Tells the time.</param>
    public TrialLoop(Func<Proposal, int, CancellationToken, Task<TrialRecord>> run, int degree, double timeLimit, TimeProvider clock)
        => (this.run, this.degree, this.timeLimit, this.clock) = (run, degree, timeLimit, clock);

    /// <summary>Called after each trial, one at a time: the record, and how many there are.</summary>
    public Action<TrialRecord, int> Report { get; init; } = (_, _) => { };

    /// <summary>Time since the start.</summary>
    public TimeSpan Elapsed => clock.GetElapsedTime(start);

    // At least one trial runs, however short the limit.
    private bool IsOver => timeLimit > 0 && started > 0 && Elapsed.TotalSeconds >= timeLimit;

    /// <summary>Runs the trials.</summary>
    /// <param name="plan">What to try.</param>
    /// <param name="cancellation">Stops the trials under way.</param>
    /// <returns>The records, in the order of their proposals.</returns>
    public async Task<IReadOnlyList<TrialRecord>> RunAsync(ITrialPlan plan, CancellationToken cancellation)
    {
        start = clock.GetTimestamp();
        using var rounds = plan.Rounds(records).GetEnumerator();
        while (!IsOver && Next(rounds))
        {
            records.AddRange(await RunRoundAsync(rounds.Current, cancellation).ConfigureAwait(false));
            cancellation.ThrowIfCancellationRequested();
        }

        return records;
    }

    private static bool Next(IEnumerator<IEnumerable<Proposal>> rounds)
    {
        using var threads = ThreadBudget.Enter(oneThread, work: 0);
        return rounds.MoveNext();
    }

    private async Task<IEnumerable<TrialRecord>> RunRoundAsync(IEnumerable<Proposal> round, CancellationToken cancellation)
    {
        using var proposals = round.GetEnumerator();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var done = new List<TrialRecord>();
        await Task.WhenAll(Enumerable.Range(0, degree).Select(_ => Task.Run(WorkAsync, CancellationToken.None))).ConfigureAwait(false);
        return done.OrderBy(record => record.Specification.Trial);

        async Task WorkAsync()
        {
            try
            {
                while (Take() is var (proposal, number))
                {
                    var record = await run(proposal, number, stop.Token).ConfigureAwait(false);
                    lock (gate)
                    {
                        record = record with { FinishedSeconds = Elapsed.TotalSeconds };
                        done.Add(record);
                        Report(record, records.Count + done.Count);
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

        (Proposal Proposal, int Number)? Take()
        {
            lock (gate)
            {
                return stop.IsCancellationRequested || IsOver || !proposals.MoveNext() ? null : (proposals.Current, started++);
            }
        }
    }
}
