using Hyper.Runtime.Search.Trials;
using Hyper.Runtime.Training.Results;

namespace Hyper.Runtime.Search.Loops;

/// <summary>What came of the trials of a search.</summary>
/// <param name="Records">The records of all trials that ended, in the order of their proposals.</param>
/// <param name="Ending">Why there are no more.</param>
/// <param name="Failure">What a trial ended with where that ended the search; else null.</param>
internal sealed record TrialOutcome(IReadOnlyList<TrialRecord> Records, RunEnding Ending, Exception? Failure);
