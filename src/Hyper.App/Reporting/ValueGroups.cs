using Hyper.App.Records;

namespace Hyper.App.Reporting;

/// <summary>Neighbouring values of one hyperparameter, as many as a heat map has rows for: those of a layer's tensor stand together.</summary>
/// <param name="Rows">Of each row its label, its first value and how many it has.</param>
internal sealed record ValueGroups(IReadOnlyList<(string Label, int First, int Count)> Rows)
{
    private const int MostRows = 40;

    /// <summary>Groups the values.</summary>
    /// <param name="record">The hyperparameter.</param>
    /// <param name="weights">The tensors of the model's weights; empty where they are not known.</param>
    public static ValueGroups Of(HyperparameterRecord record, IReadOnlyList<(string Name, IReadOnlyList<long> Shape)> weights)
    {
        var count = record.Tuned.Count;
        var parts = Parts(record.Per, weights);
        if (parts.Sum(part => part.Count) != count)
        {
            parts = [(record.Per.Equals("scalar", StringComparison.OrdinalIgnoreCase) ? "value" : record.Per.ToLowerInvariant(), count)];
        }

        var rows = new List<(string, int, int)>();
        var first = 0;
        foreach (var (label, size) in parts)
        {
            var share = (int)Math.Clamp(Math.Round((double)MostRows * size / count), 1, size);
            for (var i = 0; i < share; i++)
            {
                var (from, to) = ((int)((long)size * i / share), (int)((long)size * (i + 1) / share));
                rows.Add((share == 1 ? label : to - from == 1 ? FormattableString.Invariant($"{label} {from}") : FormattableString.Invariant($"{label} {from}–{to - 1}"), first + from, to - from));
            }

            first += size;
        }

        return new(rows);
    }

    /// <summary>What one value is called.</summary>
    public string LabelOf(int value)
    {
        var row = Rows.Last(row => row.First <= value);
        var name = row.Label.LastIndexOf(' ') is var space and > 0 ? row.Label[..space] : row.Label;
        var start = Rows.First(other => other.Label == name || other.Label.StartsWith(name + " ", StringComparison.Ordinal)).First;
        return row.Count == 1 ? row.Label : FormattableString.Invariant($"{name} {value - start}");
    }

    // A recurrent layer's tensors have the rows of all gates; its state has as many features as the second size of weight_hh.
    private static int Units(List<(string Name, IReadOnlyList<long> Shape)> layer) => (int)(layer.Find(slot => slot.Name.EndsWith(".weight_hh", StringComparison.Ordinal)) is { Shape: { } recurrent }
        ? recurrent[1]
        : layer[^1].Shape[0]);

    private static List<(string Label, int Count)> Parts(string per, IReadOnlyList<(string Name, IReadOnlyList<long> Shape)> weights)
    {
        static string Layer(string name) => name[..Math.Max(0, name.LastIndexOf('.'))];
        return per.ToLowerInvariant() switch
        {
            "weight" => [.. weights.Select(slot => (slot.Name, (int)slot.Shape.Aggregate(1L, (product, size) => product * size)))],
            "layer" => [.. weights.Select(slot => Layer(slot.Name)).Distinct().Select(layer => (layer, 1))],
            "unit" => [.. weights.GroupBy(slot => Layer(slot.Name)).Select(layer => (layer.Key, Units([.. layer])))],
            _ => [],
        };
    }
}
