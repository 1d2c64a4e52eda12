namespace FashionCnn;

/// <summary>The draws of the random search: each hyperparameter over its whole range, each layer's weight decay by itself.</summary>
internal static class Candidates
{
    /// <summary>Below it the penalty changes nothing any more.</summary>
    public const double LowestDecay = 1e-7;

    /// <summary>Above it the penalty only does harm.</summary>
    public const double HighestDecay = 1e-3;

    /// <summary>Draws weight decays log-uniformly and the rest uniformly between their bounds; the same seed draws the same ones.</summary>
    public static IReadOnlyList<ClothesClassifier.Hyperparameters> Draw(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => new ClothesClassifier.Hyperparameters
        {
            WeightDecay = HyperVector.From([.. Enumerable.Range(0, 4).Select(_ => LowestDecay * Math.Pow(HighestDecay / LowestDecay, random.NextDouble()))]),
            Dropout = 0.5 * Inside(),
            CutoutSize = 8 * Inside(),
            Smoothing = 0.1 * Inside(),
        })];

        // NextDouble may be 0, and a hyperparameter never reaches its bounds.
        double Inside() => Math.Max(random.NextDouble(), 1e-6);
    }
}
