namespace Hyper.Generators.Model.Tables;

/// <summary>A column that is learned from, or that is to be learned.</summary>
/// <param name="Name">As the file names it.</param>
/// <param name="Kind">Number, category or date.</param>
/// <param name="Property">The name of its property, its own among the columns.</param>
/// <param name="EnumName">The name of the enum of its words.</param>
/// <param name="Words">The words of a category, in the schema's order.</param>
/// <param name="Members">Their names as members of an enum; empty where there are too many for one.</param>
/// <param name="IsIndex">Whether a category goes to the model as the word's index rather than as a 1 among zeros.</param>
/// <param name="TellsMissing">Whether one more number says that the cell is missing.</param>
internal sealed record TableColumn(
    string Name,
    ColumnKind Kind,
    string Property,
    string EnumName,
    EquatableArray<string> Words,
    EquatableArray<string> Members,
    bool IsIndex,
    bool TellsMissing)
{
    /// <summary>Whether its words are few enough for an enum.</summary>
    public bool HasEnum => Members.Count > 0;

    /// <summary>The numbers that it gives of a row.</summary>
    public int Width => IsIndex ? 0 : (Kind == ColumnKind.Category ? Words.Count : 1) + (TellsMissing ? 1 : 0);

    /// <summary>Rows of an embedding that reads its index: one for each word, and one for a missing cell.</summary>
    public int Count => Words.Count + (IsIndex ? 1 : 0);
}
