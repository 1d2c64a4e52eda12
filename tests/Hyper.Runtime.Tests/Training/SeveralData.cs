using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Training;

/// <summary>Rows with several inputs.</summary>
internal static class SeveralData
{
    /// <summary>Numbers [N, 4] and tokens [N, 2] below 7, of three classes; 60 rows to train, 40 to validate and 20 to test.</summary>
    public static DataSplits NumbersAndTokens()
    {
        using var all = All();
        return DataSplits.InOrder(all, 60, 40, 20);
    }

    public static Dataset All(int rows = 120)
    {
        using var scope = NewDisposeScope();
        using var noise = new Generator(17);
        var labels = arange(rows, dtype: ScalarType.Int64).remainder(3);
        var numbers = randn(3, 4, generator: noise).index_select(0, labels) + (randn(rows, 4, generator: noise) * 0.8);
        var tokens = (labels.unsqueeze(1) * 2 + randint(0, 3, [rows, 2], dtype: ScalarType.Int64, generator: noise)).remainder(7);
        return new Dataset([("numbers", numbers), ("tokens", tokens.to(ScalarType.Int32))], labels);
    }

    /// <summary>Three inputs of numbers, and numbers to predict; 60 rows to train and 40 to validate.</summary>
    public static DataSplits Three()
    {
        using var scope = NewDisposeScope();
        using var noise = new Generator(19);
        var rows = randn(100, 4, generator: noise);
        var other = randint(0, 4, [100, 2], dtype: ScalarType.Byte, generator: noise);
        var weight = rand(100, 1, generator: noise);
        using var all = new Dataset([("rows", rows), ("class", other), ("weight", weight)], (rows.sum(1, keepdim: true).tanh() + other.to(ScalarType.Float32).mean([1L], keepdim: true)) * weight);
        return DataSplits.InOrder(all, 60, 40);
    }
}
