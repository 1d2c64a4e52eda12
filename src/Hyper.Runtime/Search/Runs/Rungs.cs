using Hyper.Runtime.Search.Plans;

namespace Hyper.Runtime.Search.Runs;

/// <summary>The rungs of successive halving over runs that go on: how many runs go to which step.</summary>
internal static class Rungs
{
    /// <summary>The rungs.</summary>
    /// <param name="numbers">The numbers of the search.</param>
    /// <param name="steps">Steps of a whole run.</param>
    /// <param name="restartAt">The share of them after which runs draw their weights anew; 0 for never.</param>
    /// <exception cref="HyperDslException">There are too few steps for so many rungs.</exception>
    public static Bracket Of(RunSearchSettings numbers, int steps, double restartAt)
    {
        var share = numbers.LastRung > 0 ? numbers.LastRung : restartAt > 0 ? restartAt : UsualShare;
        var rungs = new List<Rung>();
        var runs = numbers.Runs;
        for (var halving = 0; halving < numbers.Halvings; halving++)
        {
            // Before the restart, not after it: what is drawn anew says nothing of the run.
            rungs.Add(new Rung(runs, (int)(share * steps / Math.Pow(numbers.Reduction, numbers.Halvings - 1 - halving))));
            runs /= numbers.Reduction;
        }

        if (rungs[0].Steps < 1)
        {
            throw new HyperDslException(FormattableString.Invariant($"With {numbers.Halvings} halvings before {share:P0} of {steps} steps the first of them is before the first step. Use more Steps or fewer Halvings."));
        }

        return new Bracket([.. rungs, new Rung(runs, steps)]);
    }

    /// <summary>The share of a run's steps before the last halving, where it has no restart.</summary>
    private const double UsualShare = 0.3;
}
