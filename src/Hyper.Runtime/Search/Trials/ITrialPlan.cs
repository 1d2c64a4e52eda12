namespace Hyper.Runtime.Search.Trials;

/// <summary>What a search tries, and in which order. It knows nothing of how trials are run.</summary>
internal interface ITrialPlan
{
    /// <summary>Trials of the whole search.</summary>
    int Planned { get; }

    /// <summary>
    /// Rounds of trials. The trials of a round do not depend on each other; a round is asked for once the one before is done.
    /// </summary>
    /// <param name="records">The records of all trials so far, in the order of their proposals.</param>
    IEnumerable<IEnumerable<Proposal>> Rounds(IReadOnlyList<TrialRecord> records);
}
