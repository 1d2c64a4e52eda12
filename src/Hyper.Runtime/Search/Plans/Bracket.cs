using Hyper.Dsl;

namespace Hyper.Runtime.Search.Plans;

/// <summary>A rung of successive halving.</summary>
/// <param name="Trials">Trainings.</param>
/// <param name="Steps">Steps of each.</param>
internal sealed record Rung(int Trials, int Steps);

/// <summary>One run of successive halving: n points at first, of which one in η goes on to η times the steps.</summary>
/// <param name="Rungs">The rungs, the shortest trainings first.</param>
internal sealed record Bracket(IReadOnlyList<Rung> Rungs)
{
    /// <summary>The brackets of Hyperband (Li et al., 2018, algorithm 1), that with the most and shortest trainings first.</summary>
    /// <param name="most">Steps of the longest trainings, R.</param>
    /// <param name="least">Steps of the shortest.</param>
    /// <param name="reduction">η.</param>
    /// <exception cref="HyperDslException">There are more trials than anybody waits for.</exception>
    public static IReadOnlyList<Bracket> Hyperband(int most, int least, int reduction)
    {
        // ⌊log_η(R/r)⌋ in whole numbers: a logarithm of floating point may fall just short of one.
        var deepest = 0;
        for (long steps = (long)least * reduction; steps <= most; steps *= reduction)
        {
            deepest++;
        }

        if (TrialsOf(deepest, deepest, reduction) > ExperimentDefaults.MostPlannedTrials)
        {
            throw new HyperDslException(FormattableString.Invariant(
                $"Successive halving from {least} to {most} steps with Reduction = {reduction} starts with {TrialsOf(deepest, deepest, reduction)} trials, where {ExperimentDefaults.MostPlannedTrials} are the most. Use more LeastSteps."));
        }

        return [.. Enumerable.Range(0, deepest + 1).Select(i => Of(deepest - i, deepest, most, reduction))];
    }

    private static Bracket Of(int s, int deepest, int most, int reduction)
    {
        var trials = TrialsOf(s, deepest, reduction);
        return new Bracket([.. Enumerable.Range(0, s + 1).Select(i => new Rung(
            (int)(trials / Power(reduction, i)),
            (int)Math.Max(1, Math.Round((double)most / Power(reduction, s - i)))))]);
    }

    // ⌈(s_max + 1)·ηˢ/(s + 1)⌉
    private static long TrialsOf(int s, int deepest, int reduction) => (((deepest + 1) * Power(reduction, s)) + s) / (s + 1);

    private static long Power(int of, int exponent)
    {
        var result = 1L;
        for (var i = 0; i < exponent; i++)
        {
            result *= of;
        }

        return result;
    }
}
