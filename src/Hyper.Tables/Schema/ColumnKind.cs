namespace Hyper.Tables.Schema;

/// <summary>What the cells of a column are.</summary>
public enum ColumnKind
{
    /// <summary>Numbers: an input, or a target to predict.</summary>
    Number,

    /// <summary>One of several words: an input, or a class to predict.</summary>
    Category,

    /// <summary>A day, with or without a time: an input.</summary>
    Date,

    /// <summary>Anything else; it is left out.</summary>
    Text,

    /// <summary>What names a row, or the group that a row belongs to; it is left out, and rows can be split by it.</summary>
    Id,
}
