namespace Hyper.Tables.Schema;

/// <summary>A column of a schema.</summary>
/// <param name="Name">What the file calls it.</param>
/// <param name="Kind">What its cells are.</param>
public sealed record TableColumn(string Name, ColumnKind Kind)
{
    /// <summary>The C# name, where it is another than the one made of the name.</summary>
    public string? Property { get; init; }

    /// <summary>The words of a category, in the order of their indices; empty for other kinds.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>How a category becomes inputs.</summary>
    public CategoryEncoding Encode { get; init; }

    /// <summary>How a number or date is scaled.</summary>
    public NumberScale Scale { get; init; }

    /// <summary>What becomes of words of a category that are not among <see cref="Words"/>.</summary>
    public UnknownWord Unknown { get; init; }

    /// <summary>The smallest number, or the earliest day since 1970-01-01, that the file had; null where it is not known.</summary>
    public double? Min { get; init; }

    /// <summary>The largest number, or the latest day since 1970-01-01, that the file had; null where it is not known.</summary>
    public double? Max { get; init; }

    /// <summary>How a date is written, in .NET's letters, such as <c>dd.MM.yyyy</c>; null for ISO 8601, <c>2026-01-31</c>, with or without a time.</summary>
    public string? Format { get; init; }

    /// <summary>How many cells were missing when the schema was made. Above 0 cells of this column may be missing.</summary>
    public long Missing { get; init; }

    /// <summary>Why the column was taken for what it is; for people.</summary>
    public string? Why { get; init; }

    /// <summary>Whether a model may read it: texts and ids are left out.</summary>
    public bool IsUsed => Kind is not (ColumnKind.Text or ColumnKind.Id);

    /// <summary>Whether a cell may be missing.</summary>
    public bool MayBeMissing => Missing > 0 || Unknown == UnknownWord.Missing;

    /// <summary>Whether its index goes to an embedding, among the categories.</summary>
    public bool IsIndex => Kind == ColumnKind.Category && Encode == CategoryEncoding.Index;

    /// <summary>Whether it has one more number, last: 1 where the cell is missing.</summary>
    public bool HasIndicator => IsUsed && !IsIndex && MayBeMissing;

    /// <summary>How many of a row's numbers it gives as an input.</summary>
    public int Width => !IsUsed || IsIndex ? 0 : (Kind == ColumnKind.Category ? Words.Count : 1) + (HasIndicator ? 1 : 0);
}
