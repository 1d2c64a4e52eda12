namespace Hyper.Tables.Schema;

/// <summary>How a category becomes inputs.</summary>
public enum CategoryEncoding
{
    /// <summary>A number for each word, 1 at the cell's own and 0 at the others.</summary>
    OneHot,

    /// <summary>One whole number, for an embedding: 0 where the cell is missing, 1 for the first word.</summary>
    Index,
}
