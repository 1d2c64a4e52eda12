namespace Hyper.Tables.Schema;

/// <summary>What two schemas have to agree in, so that a model of one can answer for rows of the other.</summary>
internal static class SchemaDifference
{
    /// <summary>The first difference, as the end of a sentence, or null.</summary>
    /// <param name="own">The one that is in use.</param>
    /// <param name="other">The other one.</param>
    public static string? Between(TableSchema own, TableSchema other)
    {
        if (own.Task != other.Task)
        {
            return $"its task is '{SchemaNames.Tasks.Of(other.Task)}', and here it is '{SchemaNames.Tasks.Of(own.Task)}'";
        }

        return Between(own.TargetColumns, other.TargetColumns, "target") ?? Between(own.InputColumns, other.InputColumns, "input");
    }

    private static string? Between(IReadOnlyList<TableColumn> own, IReadOnlyList<TableColumn> other, string what)
    {
        if (own.Count != other.Count)
        {
            return FormattableString.Invariant($"it has {other.Count} {what} columns, and here there are {own.Count}");
        }

        foreach (var (mine, its) in own.Zip(other))
        {
            var difference = mine.Name != its.Name ? "name"
                : mine.Kind != its.Kind ? "kind"
                : !mine.Words.SequenceEqual(its.Words) ? "words"
                : mine.Scale != its.Scale ? "scale"
                : mine.Encode != its.Encode ? "encode"
                : mine.Format != its.Format ? "format"
                : what == "input" && mine.MayBeMissing != its.MayBeMissing ? "missing"
                : null;
            if (difference is not null)
            {
                return mine.Name == its.Name
                    ? $"\"{difference}\" of its {what} column '{its.Name}' is another than here"
                    : $"its {what} column '{its.Name}' stands where '{mine.Name}' is here";
            }
        }

        return null;
    }
}
