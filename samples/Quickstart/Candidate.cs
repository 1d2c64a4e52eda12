namespace Quickstart;

/// <summary>One draw of the random search: the same hyperparameters, with one weight decay for all weights.</summary>
/// <remarks>
/// Twenty draws cannot search thousands of weight decays apart; the shared form gives the random search its best chance.
/// </remarks>
/// <param name="WeightDecay">Log-uniform between <see cref="LowestDecay"/> and <see cref="HighestDecay"/>.</param>
/// <param name="Dropout">Uniform between 0 and <see cref="HighestDropout"/>.</param>
internal sealed record Candidate(double WeightDecay, double Dropout)
{
    /// <summary>Below it the penalty changes nothing any more.</summary>
    public const double LowestDecay = 1e-6;

    /// <summary>Above it the penalty only does harm: the best trainings lie around 3e-4.</summary>
    public const double HighestDecay = 1e-2;

    /// <summary>The bound of the models' own dropout.</summary>
    public const double HighestDropout = 0.9;

    /// <summary>Draws candidates; the same seed draws the same ones.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="count">How many.</param>
    /// <param name="values">A candidate's hyperparameters.</param>
    public static IReadOnlyList<T> Draw<T>(int seed, int count, Func<Candidate, T> values)
    {
        var random = new Random(seed);
        var drawn = new List<T>(count);
        for (int i = 0; i < count; i++)
        {
            double decay = LowestDecay * Math.Pow(HighestDecay / LowestDecay, random.NextDouble());

            // NextDouble may be 0, and a hyperparameter never reaches its bounds.
            double dropout = HighestDropout * Math.Max(random.NextDouble(), 1e-6);
            drawn.Add(values(new Candidate(decay, dropout)));
        }

        return drawn;
    }
}
