using static TorchSharp.torch;

namespace Hyper.Quality;

/// <summary>The digits that ship, as a table of classes: 64 pixels, padded to the width of all tables.</summary>
internal static class PaddedDigits
{
    /// <summary>What the benchmark calls them.</summary>
    public const string Name = "digits";

    /// <summary>The rows in an order of a seed: three fifths to train, one to validate, one to test.</summary>
    public static DataSplits Split(int seed)
    {
        using var scope = NewDisposeScope();
        using var digits = Digits.Load();
        var order = Enumerable.Range(0, (int)digits.Count).ToArray();
        new Random(seed).Shuffle(order);
        var rows = tensor(order.Select(row => (long)row).ToArray());
        var inputs = nn.functional.pad(digits.Inputs.index_select(0, rows), [0, NumberTable.Width - digits.Inputs.shape[1]]);
        using var all = new Dataset(inputs.DetachFromDisposeScope(), digits.Targets.index_select(0, rows).DetachFromDisposeScope());
        var (training, validation) = (order.Length * 3 / 5, order.Length / 5);
        return new DataSplits(all.Slice(0, training), all.Slice(training, validation), all.Slice(training + validation, order.Length - training - validation));
    }
}
