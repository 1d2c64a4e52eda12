using Hyper.Runtime.Search.Trials;

namespace Hyper.Runtime.Search;

/// <summary>How far a search was when it found something better.</summary>
/// <param name="Trials">Trials done.</param>
/// <param name="Seconds">Seconds since the start of the search.</param>
/// <param name="ValidationLoss">The lowest validation loss until then.</param>
public sealed record SearchPoint(int Trials, double Seconds, double ValidationLoss)
{
    /// <summary>The lowest loss after each trial that lowered it, in the order given.</summary>
    internal static IReadOnlyList<SearchPoint> BestSoFar(IEnumerable<TrialRecord> trials)
    {
        var points = new List<SearchPoint>();
        var best = double.PositiveInfinity;
        var done = 0;
        var seconds = 0.0;
        foreach (var trial in trials)
        {
            done++;
            seconds = Math.Max(seconds, trial.FinishedSeconds ?? 0);
            if (trial.RankingLoss < best)
            {
                best = trial.RankingLoss;
                points.Add(new SearchPoint(done, seconds, best));
            }
        }

        return points;
    }
}
