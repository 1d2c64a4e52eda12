namespace Hyper.Runtime.Search.Trials;

/// <summary>What a trial was made of, beside its specification: it decides whether another one like it would have the same bits.</summary>
public sealed record TrialProvenance
{
    /// <summary>Versions by name: HyperDsl, the program, .NET, TorchSharp, libtorch.</summary>
    public IReadOnlyDictionary<string, string> Versions { get; init; } = new Dictionary<string, string>();

    /// <summary>The machine: operating system, architecture, processor, cores.</summary>
    public IReadOnlyDictionary<string, string> Machine { get; init; } = new Dictionary<string, string>();

    /// <summary>The rows, as the program's own function understands it; null for its default.</summary>
    public string? Data { get; init; }

    /// <summary>The fingerprint of the rows.</summary>
    public string? Rows { get; init; }
}
