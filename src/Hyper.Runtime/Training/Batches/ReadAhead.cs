using Hyper.Runtime.Data;

namespace Hyper.Runtime.Training.Batches;

/// <summary>
/// Reads rows of a source, and the rows that are next while the run computes, on a thread of its own. It changes when rows are read and not
/// which: they are asked for by number either way.
/// </summary>
internal sealed class ReadAhead(Dataset rows) : IDisposable
{
    private (long[] Rows, Task<Dataset> Reading)? next;

    /// <summary>Reads rows.</summary>
    /// <param name="wanted">Which.</param>
    /// <param name="later">Those that are likely to be next; null where nobody knows.</param>
    /// <returns>The rows, which the caller disposes of.</returns>
    /// <exception cref="HyperDslException">The source fails.</exception>
    public Dataset Read(long[] wanted, long[]? later)
    {
        Dataset read;
        if (next is { } ready && ready.Rows.AsSpan().SequenceEqual(wanted))
        {
            next = null;
            read = ready.Reading.GetAwaiter().GetResult();
        }
        else
        {
            Forget();
            read = rows.Read(wanted);
        }

        if (later is not null && rows.ReadsAhead)
        {
            next = (later, Task.Run(() => rows.Read(later)));
        }

        return read;
    }

    /// <summary>Waits for what is under way, which nobody wants any more.</summary>
    public void Dispose() => Forget();

    private void Forget()
    {
        if (next is not { } unwanted)
        {
            return;
        }

        next = null;
        try
        {
            unwanted.Reading.GetAwaiter().GetResult().Dispose();
        }
        catch (HyperDslException)
        {
            // Whoever asks for these rows is told.
        }
    }
}
