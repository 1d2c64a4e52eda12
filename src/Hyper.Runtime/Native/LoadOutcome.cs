namespace Hyper.Runtime.Native;

/// <summary>What came of looking for libtorch.</summary>
/// <param name="Loaded">What was loaded and from where, or in short that nothing was.</param>
/// <param name="Failure">Why nothing was loaded, in full; nothing where something was.</param>
/// <param name="Unshielded">Why TorchSharp's numbers are not shielded; nothing where they are.</param>
internal sealed record LoadOutcome(string Loaded, NativeLoadException? Failure = null, string? Unshielded = null)
{
    /// <summary>All of it in one line for a log.</summary>
    public string Description => Failure is not null ? Loaded
        : Unshielded is null ? $"{Loaded} Scalars are shielded."
        : $"{Loaded} Scalars are not shielded: {Unshielded}";

    /// <summary>An outcome without a libtorch.</summary>
    public static LoadOutcome Failed(NativeLoadException failure) => new("no libtorch is loaded", failure);
}
