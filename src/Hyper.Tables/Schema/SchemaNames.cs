namespace Hyper.Tables.Schema;

/// <summary>How a schema spells the members of the enumerations.</summary>
internal static class SchemaNames
{
    /// <summary>The version that is written; a reader takes no newer one.</summary>
    public const int Version = 1;

    /// <summary>The kinds of columns.</summary>
    public static readonly IReadOnlyList<(string Name, ColumnKind Value)> Kinds =
        [("number", ColumnKind.Number), ("category", ColumnKind.Category), ("date", ColumnKind.Date), ("text", ColumnKind.Text), ("id", ColumnKind.Id)];

    /// <summary>The tasks.</summary>
    public static readonly IReadOnlyList<(string Name, TableTask Value)> Tasks =
        [("classes", TableTask.Classes), ("number", TableTask.Number), ("several", TableTask.Several)];

    /// <summary>The scales.</summary>
    public static readonly IReadOnlyList<(string Name, NumberScale Value)> Scales =
        [("standard", NumberScale.Standard), ("log", NumberScale.Log), ("none", NumberScale.None)];

    /// <summary>The encodings.</summary>
    public static readonly IReadOnlyList<(string Name, CategoryEncoding Value)> Encodings =
        [("one-hot", CategoryEncoding.OneHot), ("index", CategoryEncoding.Index)];

    /// <summary>What becomes of unknown words.</summary>
    public static readonly IReadOnlyList<(string Name, UnknownWord Value)> Unknowns =
        [("refuse", UnknownWord.Refuse), ("missing", UnknownWord.Missing)];

    /// <summary>The formats of files.</summary>
    public static readonly IReadOnlyList<(string Name, string Value)> Formats = [("csv", "csv"), ("tsv", "tsv"), ("parquet", "parquet")];

    /// <summary>The encodings of text files.</summary>
    public static readonly IReadOnlyList<(string Name, string Value)> TextEncodings =
        [("utf-8", "utf-8"), ("utf-16", "utf-16"), ("utf-16be", "utf-16be"), ("iso-8859-1", "iso-8859-1")];

    /// <summary>The name of a value.</summary>
    public static string Of<T>(this IReadOnlyList<(string Name, T Value)> names, T value) =>
        names.First(pair => EqualityComparer<T>.Default.Equals(pair.Value, value)).Name;

    /// <summary>Several names as a message shows them.</summary>
    public static string Shown(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));
}
