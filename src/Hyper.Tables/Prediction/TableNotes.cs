namespace Hyper.Tables.Prediction;

/// <summary>What a saved model says of its table, in notes beside it.</summary>
internal static class TableNotes
{
    private const string Schema = "table.schema";
    private const string Preparation = "table.preparation";

    /// <summary>The notes of a model. Both texts say their own version.</summary>
    public static IReadOnlyDictionary<string, string> Of(TablePreparation preparation) => new Dictionary<string, string>
    {
        [Schema] = preparation.Schema.ToJson(),
        [Preparation] = preparation.ToJson(),
    };

    /// <summary>Reads the notes of a model.</summary>
    /// <param name="notes">The notes.</param>
    /// <param name="path">The file that they are of.</param>
    /// <exception cref="HyperDslException">They are not of a table's model, or damaged.</exception>
    public static TablePreparation Read(IReadOnlyDictionary<string, string> notes, string path)
    {
        if (!notes.TryGetValue(Schema, out var schema) || !notes.TryGetValue(Preparation, out var preparation))
        {
            throw new HyperDslException($"'{path}' holds a model, but no table: it was saved by the model's own Save, and not by that of a TableModel.");
        }

        return TablePreparation.Parse(preparation, TableSchema.Parse(schema, path));
    }

    /// <summary>Opens a file to read it twice, from its beginning.</summary>
    public static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new HyperDslException($"'{path}' cannot be read: {problem.Message}", problem);
        }
    }
}
