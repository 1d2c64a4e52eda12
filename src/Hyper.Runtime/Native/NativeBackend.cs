using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hyper.Runtime.Native;

/// <summary>
/// Finds and loads libtorch, before TorchSharp looks for it. Programs built with HyperDsl's compiler call
/// <see cref="Prepare"/> as they start; others call <see cref="EnsureLoaded"/> before their first tensor.
/// </summary>
/// <remarks>
/// <para>
/// On Linux it loads the libtorch that the environment variable HYPERDSL_LIBTORCH names (the folder of a libtorch or of a
/// PyTorch installation, or the <c>lib</c> inside it), otherwise the one that the program was built with; with CUDA where
/// that libtorch has it. Where TorchSharp's native part asks for a newer C++ library than the host has, a private
/// copy of it that asks for less is loaded instead; no file of the program or of the package cache is changed.
/// </para>
/// <para>On other systems TorchSharp's own search does the work.</para>
/// </remarks>
public static class NativeBackend
{
    private static readonly Lock Gate = new();
    private static LoadOutcome? _outcome;
    private static bool _verified;

    /// <summary>What is loaded and from where; one line for a log.</summary>
    public static string Description => Prepared().Description;

    /// <summary>Whether the numbers of TorchSharp's calls stay readable until the calls are over; <see cref="EnsureLoaded"/> comes before.</summary>
    internal static bool IsShielded => Prepared().Unshielded is null;

    /// <summary>
    /// Loads libtorch, once. It never throws, so that a program which uses no tensor starts without a libtorch; a failure
    /// is kept for <see cref="EnsureLoaded"/>. It may be called from any thread, any number of times.
    /// </summary>
    public static void Prepare() => Prepared();

    /// <summary>Loads libtorch, and checks that TorchSharp has found it and computes.</summary>
    /// <exception cref="NativeLoadException">
    /// There is none: the message says what was tried, what each attempt answered, and how to put it right.
    /// </exception>
    public static void EnsureLoaded()
    {
        lock (Gate)
        {
            if (Prepared().Failure is { } failure)
                throw new NativeLoadException(failure.Message, failure);
            if (_verified)
                return;

            string? fault = FaultOfTorchSharp(out Exception? cause);
            if (fault is not null)
            {
                var attempts = new LoadAttempts();
                attempts.Record(Prepared().Description, fault);
                throw attempts.ToException("TorchSharp does not work with the libtorch that it found.", cause);
            }

            if (Prepared() is { Unshielded: null } shielded && !ScalarShield.IsUsed())
                _outcome = shielded with { Unshielded = "TorchSharp had disposed of one before the shield was up." };
            _verified = true;
        }
    }

    private static LoadOutcome Prepared()
    {
        lock (Gate)
        {
            if (_outcome is not null)
                return _outcome;
            _outcome = Load();
            if (_outcome.Failure is { } failure)
                FailingCalls.Throw(failure);
            return _outcome;
        }
    }

    private static LoadOutcome Load()
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                var loader = new GlibcLoader();
                string loaded = new LinuxBackend(loader, BackendSite.OfThisProcess()).Load();
                return new LoadOutcome(
                    loaded, Unshielded: ScalarShield.Raise(loader, Environment.GetEnvironmentVariable(ScalarShield.Variable)));
            }

            return LeaveToTorchSharp(Environment.GetEnvironmentVariable(BackendSite.Variable));
        }
        catch (NativeLoadException problem)
        {
            return LoadOutcome.Failed(problem);
        }
        catch (Exception problem)
        {
            // Whatever it is, it must not end a program in its module initializer, before Main could report it.
            return LoadOutcome.Failed(new NativeLoadException($"Loading libtorch failed: {problem.Message}", problem));
        }
    }

    /// <summary>What happens on a system whose libtorch TorchSharp's own search finds.</summary>
    internal static LoadOutcome LeaveToTorchSharp(string? requested) => string.IsNullOrEmpty(requested)
        ? new LoadOutcome($"libtorch as TorchSharp's own search finds it on {RuntimeInformation.RuntimeIdentifier}.", Unshielded: "the shield is for Linux.")
        : LoadOutcome.Failed(new NativeLoadException(
            $"{BackendSite.Variable} is '{requested}', and it works on Linux only. Unset it, and reference the TorchSharp"
            + " package of the backend that you want."));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string? FaultOfTorchSharp(out Exception? cause)
    {
        cause = null;
        try
        {
            return TorchSharpStart.Computes() ? null : "A product of two matrices came out wrong.";
        }
        catch (Exception problem)
        {
            cause = problem;
            return problem.GetBaseException().Message;
        }
    }
}
