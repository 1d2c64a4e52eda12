using Hyper.Runtime.Spaces;

namespace Hyper.Runtime.Training.Health;

/// <summary>Hyperparameter values that lie at one of their bounds, where the transform is flat and tuning no longer moves them.</summary>
internal static class AtBounds
{
    // Beyond |u| = 4.6 a sigmoid, and so the way between two bounds, is within a hundredth of its end.
    private const double FlatFrom = 4.6;

    /// <summary>The share of the values with two bounds that lie at one, and the hyperparameters most of whose values do.</summary>
    /// <param name="space">The hyperparameter space.</param>
    /// <param name="unconstrained">û, n coordinates.</param>
    /// <returns>The share, the names, and of those the ones at a lower bound of zero.</returns>
    public static (double Share, IReadOnlyList<string> Names, IReadOnlyList<string> Off) Of(HyperparameterSpace space, ReadOnlySpan<double> unconstrained)
    {
        var bounded = 0;
        var atBound = 0;
        var (names, off) = (new List<string>(), new List<string>());
        foreach (var info in space.Hyperparameters)
        {
            // With one bound there is no flat end that a search would run into by mistake: zero weight decay is a finding.
            if (!double.IsFinite(info.Transform.Min) || !double.IsFinite(info.Transform.Max))
            {
                continue;
            }

            // A weight of an example that goes to either end is the answer to whether the example is to be trusted.
            if (info.IsPerExample)
            {
                continue;
            }

            var (own, low) = (0, 0);
            foreach (var u in unconstrained.Slice(info.Offset, info.Count))
            {
                own += Math.Abs(u) > FlatFrom ? 1 : 0;
                low += u < -FlatFrom ? 1 : 0;
            }

            bounded += info.Count;
            atBound += own;
            if (own > HealthWarnings.NotableSaturation * info.Count)
            {
                names.Add(info.Name);
                if (info.Transform.Min == 0 && low == own)
                {
                    off.Add(info.Name);
                }
            }
        }

        return (bounded == 0 ? 0 : (double)atBound / bounded, names, off);
    }
}
