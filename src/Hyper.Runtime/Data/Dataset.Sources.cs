using static TorchSharp.torch;

namespace Hyper.Runtime.Data;

/// <content>Rows that stay with a source and are read in parts.</content>
public sealed partial class Dataset
{
    private readonly SourceRows? source;

    private Dataset(SourceRows source)
    {
        this.source = source;
        layout = source.Layout;
        Count = source.Count;
    }

    /// <summary>Whether the rows are in memory.</summary>
    public bool IsHeld => source is null;

    /// <summary>Whether minibatches may be read before they are asked for.</summary>
    internal bool ReadsAhead => source?.ReadsAhead == true;

    /// <summary>What tells the source of the rows from others, by its own account; null where it gives none.</summary>
    internal string? Fingerprint => source?.Fingerprint;

    /// <summary>
    /// The rows of a source, which stay there until they are needed. The first one is read at once, to see what rows look like.
    /// </summary>
    /// <param name="source">The source, which stays the caller's. It is needed for as long as the dataset and those that are made of it.</param>
    /// <returns>
    /// A dataset that can be divided, selected from, trained on and evaluated like any other; <see cref="Inputs"/> and <see cref="Targets"/>
    /// are for rows in memory (<see cref="ToMemory"/>).
    /// </returns>
    /// <exception cref="HyperDslException">The source has no rows, or fails to give its first one.</exception>
    public static Dataset From(IBatchSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new Dataset(SourceRows.Of(source));
    }

    /// <summary>All rows in memory: read from their source, or shared where they are there already. <see cref="Slice"/> takes some of them.</summary>
    /// <exception cref="HyperDslException">The source fails, does not give what it gave before, or a number is not finite.</exception>
    public Dataset ToMemory()
    {
        if (source is null)
            return Share();
        long[] rows = new long[Count];
        for (long i = 0; i < rows.Length; i++)
            rows[i] = i;
        return source.Read(rows);
    }

    /// <summary>The same rows in memory of their own.</summary>
    internal Dataset Copy()
    {
        using var scope = NewDisposeScope();
        return Like(HeldInputs.Cloned(), Targets.clone());
    }

    /// <summary>Chosen rows in memory.</summary>
    /// <param name="rows">Which, counted from 0.</param>
    internal Dataset Read(long[] rows) => source is null ? Select(rows) : source.Read(rows);

    /// <summary>Some rows on end in memory: shared, or read from their source.</summary>
    internal Dataset ReadSlice(long start, long count)
    {
        Dataset part = Slice(start, count);
        if (part.IsHeld)
            return part;
        using (part)
            return part.ToMemory();
    }

    /// <summary>All rows in memory, a part at a time; each part is the caller's.</summary>
    internal IEnumerable<Dataset> InParts()
    {
        long rows = Math.Max(1, NumbersAtOnce / Math.Max(1, layout.Numbers));
        for (long start = 0; start < Count; start += rows)
            yield return ReadSlice(start, Math.Min(rows, Count - start));
    }

    /// <summary>All inputs in memory, a part at a time, each for as long as it is looked at.</summary>
    internal IEnumerable<ModelInputs> InputsInParts()
    {
        foreach (Dataset part in InParts())
        {
            using (part)
                yield return part.HeldInputs;
        }
    }

    /// <summary>All targets in memory, a part at a time, each for as long as it is looked at; those that are in memory at once.</summary>
    internal IEnumerable<Tensor> TargetsInParts()
    {
        if (targets is not null)
        {
            yield return targets;
            yield break;
        }

        foreach (Dataset part in InParts())
        {
            using (part)
                yield return part.Targets;
        }
    }

    /// <summary>The class label of each row; null where there is not one of each. All rows of a source are read for it.</summary>
    internal long[]? ReadLabels()
    {
        if (!HasLabels || layout.Target.Shape.Length > 0)
            return null;
        var labels = new long[Count];
        long next = 0;
        foreach (Dataset part in InParts())
        {
            using (part)
            using (NewDisposeScope())
            {
                part.Targets.cpu().data<long>().CopyTo(labels, checked((int)next));
                next += part.Count;
            }
        }

        return labels;
    }

    private HyperDslException NotInMemory() => new(
        $"The {Number(Count)} rows are with a source and not in memory. Take some with Slice, and then ToMemory.");
}
