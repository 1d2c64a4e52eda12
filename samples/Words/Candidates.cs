namespace Words;

/// <summary>The draws of the random search: each hyperparameter over its whole range, each layer's weight decay by itself.</summary>
internal static class Candidates
{
    private const double LowestDecay = 1e-8;
    private const double HighestDecay = 1e-3;
    private const double HighestDropout = 0.7;

    /// <summary>Draws weight decays log-uniformly and dropouts uniformly; the same seed draws the same ones.</summary>
    public static IReadOnlyList<WordModel.Hyperparameters> Draw(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => new WordModel.Hyperparameters
        {
            WordDropout = Dropout(),
            InputDropout = Dropout(),
            OutputDropout = Dropout(),
            WeightDecay = HyperVector.From([.. Enumerable.Range(0, 3).Select(_ => LowestDecay * Math.Pow(HighestDecay / LowestDecay, random.NextDouble()))]),
        })];

        // NextDouble may be 0, and a hyperparameter never reaches its bounds.
        double Dropout() => HighestDropout * Math.Max(random.NextDouble(), 1e-6);
    }
}
