using System.Runtime.InteropServices;

namespace Hyper.App.Running;

/// <summary>
/// The wish to stop. A first Ctrl-C, or request to terminate, has a run end with a result; a second one has it end without; a third ends the
/// process as if nobody listened.
/// </summary>
/// <remarks>
/// The command-line library has a handler of its own, which returns from the program without waiting; a run's thread would then compute on while
/// the native library is torn down below it.
/// </remarks>
internal sealed class Interruption : IDisposable
{
    /// <summary>What the first signal does, in a line.</summary>
    public const string Stopping = "Stopping after the step under way; once more to leave it without a result.";

    private readonly CancellationTokenSource stop = new();
    private readonly CancellationTokenSource cancellation = new();
    private readonly List<PosixSignalRegistration> registrations = [];
    private readonly Lock gate = new();
    private readonly Action<string>? tell;
    private readonly CancellationTokenRegistration other;
    private bool isOver;

    /// <summary>Starts to listen for the signals.</summary>
    /// <param name="tell">Receives a line about what a signal does; null for none.</param>
    /// <param name="also">Another wish to stop, which counts as a first signal.</param>
    public Interruption(Action<string>? tell, CancellationToken also = default)
    {
        this.tell = tell;
        foreach (var signal in (ReadOnlySpan<PosixSignal>)[PosixSignal.SIGINT, PosixSignal.SIGTERM])
        {
            registrations.Add(PosixSignalRegistration.Create(signal, OnSignal));
        }

        other = also.Register(() => Request());
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Stop => stop.Token;

    /// <summary>Cancelled by the second.</summary>
    public CancellationToken Cancellation => cancellation.Token;

    /// <summary>A signal.</summary>
    /// <returns>Whether it was one of the first two.</returns>
    public bool Request()
    {
        CancellationTokenSource next;
        lock (gate)
        {
            if (isOver || cancellation.IsCancellationRequested)
            {
                return false;
            }

            next = stop.IsCancellationRequested ? cancellation : stop;
            tell?.Invoke(next == stop ? Stopping : "Leaving; the last checkpoint stays.");
            next.Cancel();
        }

        return true;
    }

    /// <summary>Takes the end of a stream for a first signal: of a pipe, it comes when whoever holds its other end is gone, however that came about.</summary>
    /// <param name="stream">What somebody keeps open.</param>
    public void WhenEnds(Stream stream) => _ = Task.Run(async () =>
    {
        var nothing = new byte[256];
        try
        {
            while (await stream.ReadAsync(nothing).ConfigureAwait(false) > 0)
            {
                // What is written there means nothing.
            }
        }
        catch (IOException)
        {
            // A pipe that cannot be read has nobody at its other end, either.
        }

        Request();
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            isOver = true;
        }

        other.Dispose();
        registrations.ForEach(registration => registration.Dispose());
        stop.Dispose();
        cancellation.Dispose();
    }

    private void OnSignal(PosixSignalContext context) => context.Cancel = Request();
}
