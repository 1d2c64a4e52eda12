namespace Hyper.Runtime.Search.Trials;

/// <summary>What a search tries that waits for nobody: which trial is next depends on those that have ended, and so on the order in which they do.</summary>
internal interface IAsynchronousPlan
{
    /// <summary>Trials of the whole search.</summary>
    int Planned { get; }

    /// <summary>The next trial.</summary>
    /// <param name="records">The records of the trials that have ended, each with its <see cref="TrialSpecification.Point"/>.</param>
    /// <param name="open">Those that are under way.</param>
    /// <returns>It; null where there is none before another one has ended, or at all.</returns>
    Proposal? Next(IReadOnlyList<TrialRecord> records, IReadOnlyList<Proposal> open);
}
