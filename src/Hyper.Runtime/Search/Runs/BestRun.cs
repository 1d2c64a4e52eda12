using Hyper.Runtime.Search.Trials;
using Hyper.Runtime.Training.Results;

namespace Hyper.Runtime.Search.Runs;

/// <summary>Keeps the result of the best run so far, among those that went furthest, and disposes of the others.</summary>
/// <typeparam name="TResult">What runs give.</typeparam>
internal sealed class BestRun<TResult> : IDisposable
    where TResult : class, ITuningResult
{
    private readonly Lock gate = new();
    private TResult? result;

    /// <summary>The record of the best run; null where none was completed.</summary>
    public TrialRecord? Record { get; private set; }

    /// <summary>Whether the best run's record alone is known.</summary>
    public bool IsMissing => Record is not null && result is null;

    /// <summary>Takes a run's result over, whose record says what it came to; null where its record alone is known.</summary>
    public void Offer(TrialRecord record, TResult? offered)
    {
        lock (gate)
        {
            if (record.ValidationLoss is not null && (Record is null || RankOf(record).CompareTo(RankOf(Record)) < 0 || (result is null && record.Specification.Trial == Record.Specification.Trial)))
            {
                result?.Dispose();
                (Record, result) = (record, offered);
            }
            else
            {
                offered?.Dispose();
            }
        }
    }

    /// <summary>The best result, which the caller disposes of from now on.</summary>
    public TResult? HandOver()
    {
        lock (gate)
        {
            var best = result;
            result = null;
            return best;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => result?.Dispose();

    // Of runs of unequal length the losses do not compare; of equal losses the earlier trial's is the better one, whichever ends first.
    private static (int, double, int) RankOf(TrialRecord record) => (-record.Specification.Until!.Value, record.RankingLoss, record.Specification.Trial);
}
