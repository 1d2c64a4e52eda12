using Hyper.Runtime.Search.Trials;
using Hyper.Runtime.Training.Results;

namespace Hyper.Runtime.Search;

/// <summary>What a search found, for code that does not know the model's type.</summary>
public interface ISearchResult : ITuningResult
{
    /// <summary>The trial with the lowest validation loss; of equal ones the first.</summary>
    TrialRecord Best { get; }

    /// <summary>All trials, in the order of their proposals.</summary>
    IReadOnlyList<TrialRecord> Trials { get; }

    /// <summary>The lowest validation loss after so many trials, in the order of their proposals: a point for each trial that lowered it.</summary>
    IReadOnlyList<SearchPoint> BestOverTrials { get; }

    /// <summary>The lowest validation loss after so many seconds, in the order in which trials ended: a point for each trial that lowered it.</summary>
    IReadOnlyList<SearchPoint> BestOverSeconds { get; }
}
