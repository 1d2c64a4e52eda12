using static TorchSharp.torch;

namespace Hyper.Runtime.Data;

/// <summary>The rows of several datasets, one after the other, of which at least one is with a source.</summary>
/// <param name="parts">The datasets, which live as long as this does.</param>
internal sealed class JoinedSource(IReadOnlyList<Dataset> parts) : IBatchSource
{
    private readonly long[] starts = [.. parts.Select((_, i) => parts.Take(i).Sum(part => part.Count))];

    /// <inheritdoc/>
    public long Count => parts.Sum(part => part.Count);

    /// <inheritdoc/>
    public bool ReadsAhead => parts.All(part => part.IsHeld || part.ReadsAhead);

    /// <inheritdoc/>
    public Dataset Read(ReadOnlySpan<long> rows)
    {
        var (asked, places) = (new List<long>[parts.Count], new List<long>[parts.Count]);
        for (int i = 0; i < rows.Length; i++)
        {
            long row = rows[i];
            int part = Array.FindLastIndex(starts, start => start <= row);
            (asked[part] ??= []).Add(row - starts[part]);
            (places[part] ??= []).Add(i);
        }

        // Each part reads what is its own, and then all rows go where they were asked for.
        var read = new List<Dataset>();
        try
        {
            var order = new List<long>();
            for (int part = 0; part < parts.Count; part++)
            {
                if (asked[part] is not { } own)
                    continue;
                read.Add(parts[part].Read([.. own]));
                order.AddRange(places[part]);
            }

            using Dataset joined = Dataset.Concat(read);
            using var scope = NewDisposeScope();
            return joined.Select(tensor(order.ToArray()).argsort());
        }
        finally
        {
            read.ForEach(part => part.Dispose());
        }
    }
}
