namespace Hyper.App.Records.Units;

/// <summary>Which fold a unit runs on: training and validation rows together are dealt out anew, by the seed.</summary>
public sealed record FoldPart
{
    /// <summary>Which one, counted from 0.</summary>
    public required int Index { get; init; }

    /// <summary>How many there are.</summary>
    public required int Of { get; init; }

    /// <summary>Whether each has nearly the same share of each class.</summary>
    public bool Stratified { get; init; }
}
