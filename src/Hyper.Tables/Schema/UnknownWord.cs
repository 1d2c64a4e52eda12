namespace Hyper.Tables.Schema;

/// <summary>What becomes of a word that the schema does not know.</summary>
public enum UnknownWord
{
    /// <summary>The file is refused, with the line and the word.</summary>
    Refuse,

    /// <summary>The cell counts as missing.</summary>
    Missing,
}
