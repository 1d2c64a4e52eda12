namespace Hyper.Runtime.Search.Trials;

/// <summary>
/// Trials that another process trains, or another machine: the search proposes and records as ever, and its result does not depend on how many
/// run at a time. The weights of the best trial are trained again by the search itself.
/// </summary>
/// <param name="RunAsync">
/// Has a trial trained and gives its record: that of a failed trial where it diverged. It is called for several at a time. An exception ends the search,
/// with the trials that have ended.
/// </param>
/// <param name="AtATime">Trials under way at a time.</param>
public sealed record CarriedTrials(Func<TrialSpecification, CancellationToken, Task<TrialRecord>> RunAsync, int AtATime)
{
    /// <summary>Trials under way at a time.</summary>
    public int AtATime { get; } = AtATime >= 1 ? AtATime : throw new HyperDslException(FormattableString.Invariant($"{AtATime} trials are to run at a time; at least 1 is expected."));
}
