using System.Collections.Concurrent;
using Hyper.Tables.Schema;

namespace Hyper.Tables;

/// <summary>
/// What is known of a table before a program is compiled: its file, its columns, and what is to be predicted. <c>hyper table</c> writes it,
/// a person edits it, the compiler reads it, and so does the library where a file is loaded.
/// </summary>
public sealed class TableSchema
{
    private readonly ConcurrentDictionary<string, Dictionary<string, int>> places = new(StringComparer.Ordinal);

    internal TableSchema(string name, string? space, TableFile file, TableTask task, IReadOnlyList<TableColumn> columns, IReadOnlyList<string> targets)
    {
        (Name, Namespace, File, Task, Columns) = (name, space, file, task, columns);
        TargetColumns = [.. targets.Select(target => columns.Single(column => column.Name == target))];
        InputColumns = [.. columns.Where(column => column.IsUsed && !targets.Contains(column.Name))];
        InputWidth = InputColumns.Sum(column => column.Width);
        CategoryCount = InputColumns.Count(column => column.IsIndex);
    }

    /// <summary>The name of the C# class.</summary>
    public string Name { get; }

    /// <summary>The namespace of the C# class; null for the project's root namespace.</summary>
    public string? Namespace { get; }

    /// <summary>How the file is laid out.</summary>
    public TableFile File { get; }

    /// <summary>What a model answers.</summary>
    public TableTask Task { get; }

    /// <summary>All columns, in the file's order.</summary>
    public IReadOnlyList<TableColumn> Columns { get; }

    /// <summary>The columns to predict, in the order in which a model gives them.</summary>
    public IReadOnlyList<TableColumn> TargetColumns { get; }

    /// <summary>The columns that a model reads, in the file's order; <see cref="ITableRow{TSelf}.Value"/> counts them.</summary>
    public IReadOnlyList<TableColumn> InputColumns { get; }

    /// <summary>How many numbers of a row a model reads.</summary>
    public int InputWidth { get; }

    /// <summary>How many columns go to embeddings, as indices.</summary>
    public int CategoryCount { get; }

    /// <summary>How many numbers a model gives a row: one a class, or one a target.</summary>
    public int OutputWidth => Task == TableTask.Classes ? TargetColumns[0].Words.Count : TargetColumns.Count;

    /// <summary>Whether the targets are labels that each hold or not.</summary>
    public bool HasLabels => Task == TableTask.Several && TargetColumns[0].Kind == ColumnKind.Category;

    /// <summary>A column by its name.</summary>
    internal TableColumn ColumnOf(string name) => Columns.First(column => column.Name == name);

    /// <summary>The place of a word in its column, NaN for one that is taken for a missing cell.</summary>
    internal double PlaceOf(string word, string name)
    {
        var column = ColumnOf(name);
        var known = places.GetOrAdd(name, _ => column.Words.Index().ToDictionary(each => each.Item, each => each.Index, StringComparer.Ordinal));
        return known.TryGetValue(word, out var place) ? place
            : column.Unknown == UnknownWord.Missing ? double.NaN
            : throw new HyperDslException($"The word '{word}' is none of column '{name}' of table '{Name}', which has {SchemaNames.Shown(column.Words)}. Add it to the schema and train anew, or let the column say \"unknown\": \"missing\".");
    }

    /// <summary>Reads a schema, and checks it.</summary>
    /// <param name="json">Its text.</param>
    /// <param name="name">What errors call it: the file that it comes from.</param>
    /// <exception cref="HyperDslException">It is no JSON, or says something that cannot be; the message names the column and the cure.</exception>
    public static TableSchema Parse(string json, string name)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(name);
        return SchemaReader.Read(json, name);
    }

    /// <summary>Reads a schema from a file, and checks it.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="HyperDslException">The file cannot be read, is no JSON, or says something that cannot be.</exception>
    public static TableSchema Load(string path)
    {
        try
        {
            return Parse(System.IO.File.ReadAllText(path), Path.GetFileName(path));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new HyperDslException($"'{path}' cannot be read: {problem.Message}", problem);
        }
    }

    /// <summary>The schema's text: always the same for the same schema, with one column a line.</summary>
    public string ToJson() => SchemaWriter.Write(this);

    /// <summary>Whether models of the two read the same inputs and give the same answers.</summary>
    /// <param name="other">The other schema.</param>
    /// <returns>The first difference, a sentence, or null.</returns>
    internal string? DifferenceFrom(TableSchema other) => SchemaDifference.Between(this, other);
}
