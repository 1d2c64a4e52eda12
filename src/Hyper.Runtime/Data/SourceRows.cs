using System.Globalization;
using System.Runtime.CompilerServices;
using Hyper.Runtime.Data.Rows;

namespace Hyper.Runtime.Data;

/// <summary>Some rows of a source: which, and where they go when they are read.</summary>
internal sealed class SourceRows
{
    // One read of a source at a time, also where it is behind several datasets.
    private static readonly ConditionalWeakTable<IBatchSource, Lock> gates = [];

    private readonly IBatchSource source;
    private readonly RowLayout given;
    private readonly long first;
    private readonly long[]? chosen;
    private readonly (Device Device, ScalarType FloatType)? place;

    private SourceRows(IBatchSource source, RowLayout given, long first, long[]? chosen, long count, Device device, (Device Device, ScalarType FloatType)? place)
    {
        this.source = source;
        this.given = given;
        this.first = first;
        this.chosen = chosen;
        this.place = place;
        Count = count;
        Device = place?.Device ?? device;
        Layout = place is null ? given : new RowLayout([.. given.Inputs.Select(Placed)], Placed(given.Target));

        RowPart Placed(RowPart part) => InputType.IsStored(part.Type) ? part : part with { Type = place.Value.FloatType };
    }

    /// <summary>How many there are.</summary>
    public long Count { get; }

    /// <summary>Where they are when they have been read.</summary>
    public Device Device { get; }

    /// <summary>What a row is made of when it has been read.</summary>
    public RowLayout Layout { get; }

    /// <summary>Whether a minibatch may be read before it is asked for.</summary>
    public bool ReadsAhead => source.ReadsAhead;

    /// <summary>What tells the source from others, by its own account.</summary>
    public string? Fingerprint => source.Fingerprint is { } own
        ? FormattableString.Invariant($"{own}, {Count} rows from {first}") + (chosen is null ? "" : $", {string.Join(',', chosen.Select(Number))}")
        : null;

    /// <summary>All rows of a source, of which the first is read to see what rows look like.</summary>
    /// <exception cref="HyperDslException">It has no rows, or gives none.</exception>
    public static SourceRows Of(IBatchSource source)
    {
        long count = source.Count;
        if (count < 1)
            throw new HyperDslException($"The source {NameOf(source)} has {Number(count)} rows; at least one is expected.");
        using Dataset one = Ask(source, [0]);
        return new SourceRows(source, one.Layout, 0, null, count, one.Device, null);
    }

    /// <summary>The same rows on a device, with floating-point numbers of a type.</summary>
    public SourceRows To(Device device, ScalarType floatType) => new(source, given, first, chosen, Count, Device, (device, floatType));

    /// <summary>Some of them on end.</summary>
    public SourceRows Slice(long start, long count) => new(
        source, given, chosen is null ? first + start : 0, chosen?.AsSpan((int)start, (int)count).ToArray(), count, Device, place);

    /// <summary>Chosen ones.</summary>
    public SourceRows Select(long[] rows) => new(source, given, 0, Array.ConvertAll(rows, NumberOf), rows.Length, Device, place);

    /// <summary>Reads rows, on any thread.</summary>
    /// <param name="rows">Their places among these, counted from 0.</param>
    /// <exception cref="HyperDslException">The source fails, or does not give what it gave before, or a number is not finite.</exception>
    public Dataset Read(ReadOnlySpan<long> rows)
    {
        var asked = new long[rows.Length];
        for (int i = 0; i < asked.Length; i++)
            asked[i] = NumberOf(rows[i]);
        Dataset read = Ask(source, asked);
        try
        {
            RequireAsGiven(read, asked);

            // A tensor over an array of C#'s begins anywhere in memory, and sums over it then have other last bits each time.
            Dataset copied = read.Copy();
            if (place is not { } wanted)
                return copied;
            using (copied)
                return copied.To(wanted.Device, wanted.FloatType);
        }
        finally
        {
            read.Dispose();
        }
    }

    private long NumberOf(long row) => chosen is null ? first + row : chosen[row];

    private static Dataset Ask(IBatchSource source, long[] rows)
    {
        Dataset? read;
        try
        {
            // Runs, evaluations and whoever reads ahead may share a source.
            lock (gates.GetValue(source, static _ => new Lock()))
                read = source.Read(rows);
        }
        catch (Exception failure) when (failure is not (OutOfMemoryException or HyperDslException))
        {
            throw new HyperDslException($"The source {NameOf(source)} failed to read {Asked(rows)}: {failure.Message} {Remedy}", failure);
        }

        if (read is null)
            throw new HyperDslException($"The source {NameOf(source)} gave nothing for {Asked(rows)}; a dataset of them is expected.");
        if (!read.IsHeld)
            throw new HyperDslException($"The source {NameOf(source)} gave a dataset that is with a source itself for {Asked(rows)}; rows in memory are expected.");
        if (read.Count == rows.Length)
            return read;
        long count = read.Count;
        read.Dispose();
        throw new HyperDslException($"The source {NameOf(source)} gave {Number(count)} rows for {Asked(rows)}; a row for each is expected, in their order.");
    }

    private void RequireAsGiven(Dataset read, long[] asked)
    {
        if (!read.Layout.HasNamesOf(given))
        {
            throw new HyperDslException(
                $"The source {NameOf(source)} gave the inputs {RowLayout.Text(read.InputNames)} for {Asked(asked)}, and {RowLayout.Text(given.Inputs.Select(input => input.Name))} for its first row; they have to be the same.");
        }

        if (read.Layout.DifferenceFrom(given) is { } difference)
        {
            throw new HyperDslException(
                $"The source {NameOf(source)} gave {difference.Part} that are {difference.One.Text(read.Count)} for {Asked(asked)}, and {difference.Other.Text(1)} for its first row; only the number of rows may differ.");
        }

        string name = $"The source {NameOf(source)}";
        for (int i = 0; i < given.Inputs.Count; i++)
        {
            if (read.HeldInputs[i].is_floating_point())
                Dataset.RequireFinite(read.HeldInputs[i], name, read.Called(i), row => asked[row]);
        }

        if (!read.HasLabels)
            Dataset.RequireFinite(read.Targets, name, "targets", row => asked[row]);
    }

    private const string Remedy = "Repair the source; a run with checkpoints goes on from the last one.";

    private static string NameOf(IBatchSource source) => source.GetType().Name;

    private static string Asked(long[] rows) => rows.Length == 1 ? $"row {Number(rows[0])}" : $"{Number(rows.Length)} rows ({Number(rows[0])}, …)";

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
