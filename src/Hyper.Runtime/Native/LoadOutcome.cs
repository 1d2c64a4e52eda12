namespace Hyper.Runtime.Native;

/// <summary>What came of looking for libtorch.</summary>
/// <param name="Description">What was loaded and from where, or in short that nothing was.</param>
/// <param name="Failure">Why nothing was loaded, in full; nothing where something was.</param>
internal sealed record LoadOutcome(string Description, NativeLoadException? Failure = null)
{
    /// <summary>An outcome without a libtorch.</summary>
    public static LoadOutcome Failed(NativeLoadException failure) => new("no libtorch is loaded", failure);
}
