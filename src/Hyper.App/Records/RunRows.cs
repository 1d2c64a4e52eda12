namespace Hyper.App.Records;

/// <summary>The rows of a run.</summary>
public sealed record RunRows
{
    /// <summary>What the command line called them; null where it said nothing.</summary>
    public string? Source { get; init; }

    /// <summary>Rows to train on.</summary>
    public long Training { get; init; }

    /// <summary>Rows to validate on.</summary>
    public long Validation { get; init; }

    /// <summary>Rows to test on; 0 for none.</summary>
    public long Test { get; init; }

    /// <summary>A fingerprint of all their numbers.</summary>
    public string? Fingerprint { get; init; }
}
