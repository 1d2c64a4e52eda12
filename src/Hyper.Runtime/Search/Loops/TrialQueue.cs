using Hyper.Runtime.Search.Trials;

namespace Hyper.Runtime.Search.Loops;

/// <summary>
/// The trials of a round, for several that run at a time: as many as have room. A trial for which memory does not suffice beside others is put
/// back, and one less runs at a time from then on.
/// </summary>
/// <param name="proposals">What to try.</param>
/// <param name="number">Numbers the next trial.</param>
/// <param name="isOver">Whether no more are to start.</param>
/// <param name="workers">How many run at a time.</param>
internal sealed class TrialQueue(IEnumerator<Proposal> proposals, Func<int> number, Func<bool> isOver, int workers)
{
    private readonly Lock gate = new();
    private readonly Queue<(Proposal Proposal, int Number)> again = new();
    private int working = workers;

    /// <summary>How many have had room at a time.</summary>
    public int Room { get; private set; } = workers;

    /// <summary>The next trial, and whether it runs alone; null where there is none, and whoever asks is to go.</summary>
    public (Proposal Proposal, int Number, bool IsAlone)? Take()
    {
        lock (gate)
        {
            if (!isOver() && again.TryDequeue(out var first))
            {
                return (first.Proposal, first.Number, working == 1);
            }

            if (!isOver() && proposals.MoveNext())
            {
                return (proposals.Current, number(), working == 1);
            }

            working--;
            return null;
        }
    }

    /// <summary>Takes a trial back for which there was no memory beside others.</summary>
    /// <returns>Whether others go on, and whoever ran it is to go; else it is the only one now, and may take it again.</returns>
    public bool PutBack(Proposal proposal, int trial)
    {
        lock (gate)
        {
            again.Enqueue((proposal, trial));
            Room = Math.Max(1, working - 1);
            if (working == 1)
            {
                return false;
            }

            working--;
            return true;
        }
    }
}
