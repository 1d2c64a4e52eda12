using System.Globalization;
using Microsoft.VisualBasic.FileIO;
using static TorchSharp.torch;

namespace Hyper.Quality;

/// <summary>
/// A CSV table as numbers: a column of words becomes one column a word, gaps the mean, all of it standardised, and padded with zeros to one
/// width, so that one model serves every table.
/// </summary>
internal sealed class NumberTable
{
    /// <summary>Columns that every table has.</summary>
    public const int Width = 128;

    /// <summary>Outputs that every table has: as many classes at most.</summary>
    public const int Outputs = 12;

    // By the name of the column; a table whose target is a number is one of regression.
    private static readonly string[] targets = ["class", "classes", "diabetes", "attrition", "price", "compressive_strength", "status", "churn", "species"];

    private readonly float[][] rows;
    private readonly string[] labels;

    private NumberTable(string name, float[][] rows, string[] labels) => (Name, this.rows, this.labels) = (name, rows, labels);

    public string Name { get; }

    /// <summary>Whether the target is a number.</summary>
    public bool IsRegression { get; private init; }

    /// <summary>Reads a table; null where its target is not known, or it does not fit.</summary>
    public static NumberTable? Read(string path)
    {
        using var parser = new TextFieldParser(path) { TextFieldType = FieldType.Delimited, HasFieldsEnclosedInQuotes = true };
        parser.SetDelimiters(",");
        var names = parser.ReadFields()!;
        var lines = new List<string[]>();
        while (parser.ReadFields() is { } fields)
        {
            lines.Add(fields);
        }

        var target = Array.FindLastIndex(names, name => targets.Contains(name, StringComparer.OrdinalIgnoreCase));
        if (target < 0)
        {
            return null;
        }

        lines.RemoveAll(fields => IsGap(fields[target]));
        var columns = Enumerable.Range(0, names.Length).Where(i => i != target && names[i] != "Id").SelectMany(i => Numbers([.. lines.Select(fields => fields[i])])).ToList();
        var labels = lines.Select(fields => fields[target]).ToArray();
        var isRegression = labels.All(IsNumber) && labels.Distinct().Count() > Outputs;
        return columns.Count > Width || (!isRegression && labels.Distinct().Count() > Outputs)
            ? null
            : new NumberTable(Path.GetFileNameWithoutExtension(path), [.. Enumerable.Range(0, lines.Count).Select(row => columns.Select(column => column[row]).ToArray())], labels) { IsRegression = isRegression };
    }

    /// <summary>The rows in an order of a seed: three fifths to train, one to validate, one to test.</summary>
    public DataSplits Split(int seed)
    {
        using var scope = NewDisposeScope();
        var order = Enumerable.Range(0, rows.Length).ToArray();
        new Random(seed).Shuffle(order);
        var inputs = zeros(rows.Length, Width);
        for (var i = 0; i < order.Length; i++)
        {
            inputs[i].narrow(0, 0, rows[order[i]].Length).copy_(tensor(rows[order[i]]));
        }

        var (training, validation) = (rows.Length * 3 / 5, rows.Length / 5);
        var seen = inputs.narrow(0, 0, training);

        // A word that no training row has makes a column of zeros there, which has no scale: it is left as it is.
        var deviation = seen.std(0);
        inputs = inputs.sub_(seen.mean([0])).div_(where(deviation > 1e-6, deviation, ones_like(deviation)));
        using var all = new Dataset(inputs.DetachFromDisposeScope(), Targets(order, training).DetachFromDisposeScope());
        return new DataSplits(all.Slice(0, training), all.Slice(training, validation), all.Slice(training + validation, rows.Length - training - validation));
    }

    private Tensor Targets(int[] order, int training)
    {
        if (!IsRegression)
        {
            var classes = labels.Distinct().Order(StringComparer.Ordinal).ToList();
            return tensor(order.Select(row => (long)classes.IndexOf(labels[row])).ToArray());
        }

        var values = tensor(order.Select(row => float.Parse(labels[row], CultureInfo.InvariantCulture)).ToArray());
        var seen = values.narrow(0, 0, training);
        return values.sub_(seen.mean()).div_(seen.std()).view(-1, 1);
    }

    private static IEnumerable<float[]> Numbers(string[] cells)
    {
        if (cells.All(cell => IsGap(cell) || IsNumber(cell)))
        {
            var mean = cells.Where(IsNumber).Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Average();
            yield return [.. cells.Select(cell => IsNumber(cell) ? float.Parse(cell, CultureInfo.InvariantCulture) : (float)mean)];
            yield break;
        }

        foreach (var word in cells.Distinct().Order(StringComparer.Ordinal))
        {
            yield return [.. cells.Select(cell => cell == word ? 1f : 0f)];
        }
    }

    private static bool IsGap(string cell) => cell.Length == 0 || cell == "NA";

    private static bool IsNumber(string cell) => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _) && cell != "NA";
}
