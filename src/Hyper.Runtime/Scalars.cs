using System.Diagnostics.CodeAnalysis;

namespace Hyper.Runtime;

/// <summary>Numbers as TorchSharp's operations take them, each alive for long enough.</summary>
/// <remarks>
/// A <see cref="Scalar"/> owns native memory that its finalizer frees, and TorchSharp hands the bare address to the native
/// call: a garbage collection in the midst of the call can free the number that the call is about to read. That is rare,
/// and ends a run of hours with an exception about nothing. Here each thread keeps its last numbers reachable, and frees
/// them itself when that many others have come: no native call is still at work with them then.
/// </remarks>
public static class Scalars
{
    private const int Kept = 256;

    [ThreadStatic]
    private static Scalar?[]? kept;

    [ThreadStatic]
    private static int next;

    /// <summary>A number for the next operation of the calling thread; it must not be kept for later.</summary>
    /// <param name="value">The number.</param>
    [SuppressMessage("ApiDesign", "RS0030", Justification = "The one place where scalars are made.")]
    public static Scalar Of(double value) => Keep(value);

    /// <inheritdoc cref="Of(double)"/>
    [SuppressMessage("ApiDesign", "RS0030", Justification = "The one place where scalars are made.")]
    public static Scalar Of(long value) => Keep(value);

    private static Scalar Keep(Scalar scalar)
    {
        kept ??= new Scalar?[Kept];
        next = (next + 1) % Kept;
        kept[next]?.Dispose();
        kept[next] = scalar;
        return scalar;
    }
}
