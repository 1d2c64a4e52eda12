namespace Hyper.App.Records.Units;

/// <summary>What stands in the specification of a trial beside what a <see cref="Hyper.Runtime.Search.Trials.TrialSpecification"/> has: where its rows are from, and what it needs.</summary>
public sealed record UnitTerms
{
    /// <summary>The version of the format.</summary>
    public int Version { get; init; } = RunSpecification.CurrentVersion;

    /// <summary><see cref="UnitKind.Trial"/>, where it is said.</summary>
    public UnitKind? Kind { get; init; }

    /// <summary>The rows, as the program's own function understands it; null for its default.</summary>
    public string? Data { get; init; }

    /// <summary>The fingerprint that they are to have; null where whoever planned it has not seen them.</summary>
    public string? Rows { get; init; }

    /// <summary>What it needs of a machine; null where nothing is said.</summary>
    public UnitNeeds? Requires { get; init; }
}
