using System.Runtime.InteropServices;

namespace Comparing;

/// <summary>
/// The wish to stop: the first Ctrl-C, or the first request to terminate, cancels the token, and the program ends by
/// itself once its runs have stopped. A second one ends it at once.
/// </summary>
/// <remarks>
/// The command-line library has a handler of its own, which returns from the program without waiting where the signal
/// comes before the action's first await, and after two seconds in any case. A run's thread would then compute on while
/// the native library is torn down below it.
/// </remarks>
public sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly List<PosixSignalRegistration> registrations = [];

    /// <summary>Starts to listen for the signals.</summary>
    public Interruption()
    {
        foreach (PosixSignal signal in (ReadOnlySpan<PosixSignal>)[PosixSignal.SIGINT, PosixSignal.SIGTERM])
        {
            registrations.Add(PosixSignalRegistration.Create(signal, OnSignal));
        }
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        registrations.ForEach(registration => registration.Dispose());
        source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        if (!source.IsCancellationRequested)
        {
            context.Cancel = true;
            source.Cancel();
        }
    }
}
