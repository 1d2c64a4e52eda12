using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Hyper.Runtime.Native;

/// <summary>Keeps the numbers of TorchSharp's calls readable until the calls are over.</summary>
/// <remarks>
/// <para>
/// In <c>a + b</c>, <c>x * 0.5</c> and the like TorchSharp makes a <see cref="Scalar"/>, hands the address of its native part to
/// libtorch, and keeps nothing alive meanwhile. A garbage collection on another thread then has the finalizer free the number
/// that the call is about to read. The fault is in some hundred calls, and users write them all.
/// </para>
/// <para>
/// All of them free a number through one native function, which TorchSharp finds by its name. Here that name leads to
/// <see cref="Keep"/>, which frees a number only when it was disposed of a while ago.
/// </para>
/// </remarks>
internal static unsafe class ScalarShield
{
    /// <summary>The variable that leaves the shield off where it is 1.</summary>
    public const string Variable = "HYPERDSL_NO_SHIELD";

    /// <summary>The function by which TorchSharp frees a number.</summary>
    internal const string Disposal = "THSTorch_dispose_scalar";

    /// <summary>How many others have to be disposed of before a number is freed.</summary>
    internal const int Others = 4096;

    /// <summary>For how many milliseconds a number is kept at least, which is much longer than a call takes to read it.</summary>
    internal const long Milliseconds = 1000;

    /// <summary>How many numbers are kept at most, in 16 MB: a second's at a quarter of a million a second.</summary>
    internal const int Most = 1 << 18;

    private static readonly LastDisposed Numbers = new(Others, Milliseconds, Most);

    private static delegate* unmanaged<nint, void> _free;

    /// <summary>Raises the shield. It has to come before TorchSharp disposes of its first number, when it looks the function up.</summary>
    /// <param name="loader">The system, with TorchSharp's native part loaded.</param>
    /// <param name="off">What the variable says.</param>
    /// <returns>Nothing where it is up; otherwise why not.</returns>
    public static string? Raise(INativeLoader loader, string? off)
    {
        if (off == "1")
            return $"{Variable} is 1.";

        // Native code would go on calling into an assembly that is gone.
        if (typeof(ScalarShield).Assembly.IsCollectible)
            return "HyperDsl is in a load context that can be unloaded.";
        try
        {
            nint free = loader.AddressOf(LinuxBackend.Wrapper, Disposal);
            string? answer = loader.Redirect(LinuxBackend.Wrapper, Disposal, (nint)(delegate* unmanaged<nint, void>)&Keep);

            // In time: the first thousands to come are kept.
            if (answer is null)
                _free = (delegate* unmanaged<nint, void>)free;
            return answer;
        }
        catch (Exception problem)
        {
            // A program without the shield is as good as TorchSharp alone; a program that does not start is not.
            return problem.Message;
        }
    }

    /// <summary>Whether TorchSharp does dispose of numbers here; it does not where it had looked the function up before.</summary>
    [SuppressMessage("ApiDesign", "RS0030", Justification = "It is passed to no call.")]
    public static bool IsUsed()
    {
        long before = Numbers.Taken;
        ((Scalar)0.0).Dispose();
        return Numbers.Taken != before;
    }

    /// <summary>What TorchSharp calls to free a number, mostly on the finalizer's thread.</summary>
    [UnmanagedCallersOnly]
    private static void Keep(nint number)
    {
        (nint first, nint second) = Numbers.Exchange(number, Environment.TickCount64);
        if (first != 0)
            _free(first);
        if (second != 0)
            _free(second);
    }
}
