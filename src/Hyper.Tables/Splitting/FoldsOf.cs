namespace Hyper.Tables.Splitting;

/// <summary>How training and validation rows may be dealt out into folds, after they were dealt out themselves.</summary>
/// <param name="AreAllowed">Not where rows were dealt out in time: a fold would learn from later ones.</param>
/// <param name="Groups">For each row of the table its group, where groups stay together; null where rows go on their own.</param>
internal sealed record FoldsOf(bool AreAllowed, UInt128[]? Groups = null)
{
    /// <summary>Row by row.</summary>
    public static readonly FoldsOf Rows = new(AreAllowed: true);

    /// <summary>Not at all.</summary>
    public static readonly FoldsOf Nothing = new(AreAllowed: false);
}
