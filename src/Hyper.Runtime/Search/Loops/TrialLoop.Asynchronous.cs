using Hyper.Runtime.Search.Trials;

namespace Hyper.Runtime.Search.Loops;

/// <content>Trials of a plan that waits for nobody.</content>
internal sealed partial class TrialLoop
{
    /// <summary>Runs the trials.</summary>
    /// <param name="plan">What to try.</param>
    /// <param name="kept">Records of an earlier part of the search.</param>
    /// <param name="cancellation">Stops the trials under way.</param>
    /// <returns>What came of them: also of a search that was cancelled or that a trial ended, where a trial was finished before.</returns>
    /// <exception cref="OperationCanceledException">The search was cancelled before a trial was finished.</exception>
    public async Task<TrialOutcome> RunAsync(IAsynchronousPlan plan, IReadOnlyList<TrialRecord> kept, CancellationToken cancellation)
    {
        start = clock.GetTimestamp();
        foreach (var record in kept.OrderBy(record => record.FinishedSeconds))
        {
            started = Math.Max(started, record.Specification.Trial + 1);
            Take(record);
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var open = new Dictionary<Task<TrialRecord>, (Proposal Proposal, int Number)>();
        try
        {
            await RunAsync(plan, open, stop.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (records.Any(record => record.Status == TrialStatus.Completed))
        {
            return Partial(failure, cancellation);
        }
        finally
        {
            // What one trial cannot do the others need not try.
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(open.Keys).ContinueWith(static ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).ConfigureAwait(false);
        }

        return Whole(plan.Planned);
    }

    private async Task RunAsync(IAsynchronousPlan plan, Dictionary<Task<TrialRecord>, (Proposal Proposal, int Number)> open, CancellationToken stop)
    {
        var again = new Queue<(Proposal Proposal, int Number)>();
        while (true)
        {
            while (open.Count < degree && !IsOver)
            {
                if (!again.TryDequeue(out var next))
                {
                    if (await OnOneThreadAsync(() => plan.Next(records, [.. open.Values.Concat(again).Select(one => one.Proposal)]), stop).ConfigureAwait(false) is not { } proposal)
                    {
                        break;
                    }

                    next = (proposal, started++);
                }

                open.Add(Task.Run(() => run(next.Proposal, next.Number, stop), CancellationToken.None), next);
            }

            if (open.Count == 0)
            {
                return;
            }

            var ended = await Task.WhenAny(open.Keys).ConfigureAwait(false);
            open.Remove(ended, out var trial);
            try
            {
                Take(await ended.ConfigureAwait(false));
            }
            catch (NoRoomException shortage)
            {
                if (open.Count == 0)
                {
                    Take(shortage.Record);
                }
                else
                {
                    // One less at a time from now on.
                    degree = open.Count;
                    again.Enqueue(trial);
                }
            }

            stop.ThrowIfCancellationRequested();
        }
    }

    private void Take(TrialRecord record)
    {
        record = record with { FinishedSeconds = record.FinishedSeconds ?? Elapsed.TotalSeconds };
        records.Add(record);
        Keep(record);
        reports.Make(() => Report(record, records.Count));
    }
}
