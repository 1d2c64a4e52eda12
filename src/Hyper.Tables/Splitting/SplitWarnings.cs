using Hyper.Runtime.Data;
using Hyper.Tables.Reading;
using Hyper.Tables.Schema;

namespace Hyper.Tables.Splitting;

/// <summary>What is worth knowing of rows that have been dealt out.</summary>
internal static class SplitWarnings
{
    /// <summary>The warnings, a sentence each.</summary>
    /// <param name="data">The table.</param>
    /// <param name="training">The training rows.</param>
    /// <param name="others">Those that a model is judged by.</param>
    /// <param name="splits">The rows as a model reads them.</param>
    public static IEnumerable<string> Of(TableData data, int[] training, IEnumerable<int> others, DataSplits splits) =>
        [.. Shared(splits), .. Silent(data, training), .. NewWords(data, training, others), .. Unseen(data, training)];

    private static IEnumerable<string> Shared(DataSplits splits) =>
        splits.SharedRows().GroupBy(shared => (shared.Split, shared.Other)).Select(group => FormattableString.Invariant(
            $"{group.Count()} rows of the {group.Key.Split} split have the same inputs as a row of the {group.Key.Other} split, and judge a model by what it has seen: the first is row {group.First().Row} there. Remove duplicates, or keep rows together by SplitByGroup."));

    private static IEnumerable<string> Silent(TableData data, int[] training)
    {
        foreach (var (index, column) in data.Schema.InputColumns.Index())
        {
            var cells = data.Inputs[index];
            double[] found = [.. training.Select(row => cells[row]).Where(cell => !double.IsNaN(cell)).Distinct().Take(2)];
            if (found.Length == 0)
            {
                yield return $"Column '{column.Name}' is missing in all training rows; nothing can be learned from it.";
            }
            else if (found.Length == 1 && !training.Any(row => double.IsNaN(cells[row])))
            {
                yield return $"Column '{column.Name}' is {Shown(column, found[0])} in all training rows; nothing can be learned from it.";
            }
        }
    }

    private static IEnumerable<string> NewWords(TableData data, int[] training, IEnumerable<int> others)
    {
        foreach (var (index, column) in data.Schema.InputColumns.Index().Where(column => column.Item.Kind == ColumnKind.Category))
        {
            var cells = data.Inputs[index];
            var known = training.Select(row => cells[row]).ToHashSet();
            double[] rest = [.. others.Select(row => cells[row]).Where(cell => !double.IsNaN(cell) && !known.Contains(cell))];
            if (rest.Length > 0)
            {
                yield return FormattableString.Invariant(
                    $"Column '{column.Name}': {rest.Length} validation and test rows have words that no training row has, such as {Shown(column, rest[0])}; a model has not learned what they mean.");
            }
        }
    }

    private static IEnumerable<string> Unseen(TableData data, int[] training)
    {
        if (data.Schema.Task != TableTask.Classes)
        {
            yield break;
        }

        var seen = training.Select(row => (int)data.Targets[0][row]).ToHashSet();
        foreach (var (index, word) in data.Schema.TargetColumns[0].Words.Index())
        {
            if (!seen.Contains(index))
            {
                yield return $"The class '{word}' has no training row; no model can learn it.";
            }
        }
    }

    private static string Shown(TableColumn column, double cell) => column.Kind switch
    {
        ColumnKind.Category => $"'{column.Words[(int)cell]}'",
        ColumnKind.Date => CellDate.Text(cell),
        _ => FormattableString.Invariant($"{cell}"),
    };
}
