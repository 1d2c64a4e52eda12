using System.Globalization;
using Hyper.Runtime;
using static TorchSharp.torch;

namespace Hyper.Comparisons;

/// <summary>The rows of hypertorch's example: a file with a row a line, its twenty features and its label, the first half to train on and the second to validate on.</summary>
internal static class LogisticData
{
    /// <summary>Reads the file.</summary>
    /// <exception cref="HyperDslException">It is not such a file.</exception>
    public static DataSplits Read(FileInfo file)
    {
        var rows = File.ReadAllLines(file.FullName).Select(line => line.Split(',').Select(cell => float.Parse(cell, CultureInfo.InvariantCulture)).ToArray()).ToArray();
        if (rows.Length < 2 || rows.Any(row => row.Length != FeaturePenalties.Features + 1))
        {
            throw new HyperDslException($"'{file.FullName}' has {rows.Length} rows, and they should be two or more, of {FeaturePenalties.Features} features and a label each. peers/logistic_data.py writes them.");
        }

        using var all = new Dataset(
            tensor(rows.SelectMany(row => row[..^1]).ToArray()).reshape(rows.Length, FeaturePenalties.Features),
            tensor(rows.Select(row => row[^1]).ToArray()).reshape(rows.Length, 1));
        var half = rows.Length / 2;
        return new DataSplits(all.Slice(0, half), all.Slice(half, rows.Length - half));
    }
}
