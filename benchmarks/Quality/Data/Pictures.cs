namespace Hyper.Quality;

/// <summary>Fashion-MNIST: 10,000 rows to train on and 2,000 to validate on by a seed, and its own 10,000 to test on.</summary>
internal sealed class Pictures(string folder)
{
    /// <summary>Pixels of a picture.</summary>
    public const int Pixels = 784;

    /// <summary>What the benchmark calls it.</summary>
    public const string Name = "fashion-mnist";

    private const int Training = 10_000;
    private const int Validation = 2_000;

    // Read where they are asked for: most runs resume behind them, or never come to them.
    private readonly Lazy<(Dataset Training, Dataset Test)> files = new(() => FashionMnist.Load(folder));

    /// <summary>The rows in an order of a seed.</summary>
    public DataSplits Split(int seed)
    {
        using var dealt = DataSplits.Random(files.Value.Training, seed, Training, Validation);
        var test = files.Value.Test;
        return new DataSplits(dealt.Training.Slice(0, Training), dealt.Validation.Slice(0, Validation), test.Slice(0, (int)test.Count));
    }
}
