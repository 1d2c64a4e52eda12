namespace Hyper.Generators.Model.Tables;

/// <summary>What the cells of a column are.</summary>
internal enum ColumnKind
{
    /// <summary>Numbers.</summary>
    Number,

    /// <summary>One of several words.</summary>
    Category,

    /// <summary>A day, with or without a time.</summary>
    Date,

    /// <summary>Words that are left out.</summary>
    Text,

    /// <summary>What tells rows apart, and is left out.</summary>
    Id,
}
