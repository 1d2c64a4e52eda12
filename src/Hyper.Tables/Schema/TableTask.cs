namespace Hyper.Tables.Schema;

/// <summary>What a model of a table answers.</summary>
public enum TableTask
{
    /// <summary>Which word of one category.</summary>
    Classes,

    /// <summary>One number.</summary>
    Number,

    /// <summary>Several numbers, or several labels that each hold or not.</summary>
    Several,
}
