using System.Globalization;
using static TorchSharp.torch;

namespace Hyper.Runtime.Data;

/// <summary>Rows of examples: what goes into a model, and what should come out.</summary>
/// <remarks>
/// A dataset owns its tensors. They belong to no dispose scope, so they live until the dataset is disposed, also where it
/// was made inside a scope. The datasets that its methods return are owned by the caller, each on its own; where two share
/// memory, it lives as long as either.
/// </remarks>
public sealed class Dataset : IDisposable
{
    private const long NumbersAtOnce = 1 << 20;

    /// <summary>Takes ownership of two tensors. Where it throws, they stay the caller's.</summary>
    /// <param name="inputs">
    /// [N, …]. Floating-point numbers, or bytes, are what layers compute with; halves and bytes are kept as they are, and converted a
    /// minibatch at a time. Wider whole numbers stay whole: they are what an embedding reads.
    /// </param>
    /// <param name="targets">
    /// [N, …], one target a row, or one a pixel or token of it: class labels of any whole type, which become 64-bit, or floating-point numbers.
    /// </param>
    /// <exception cref="HyperDslException">A tensor has no rows or is of another type, is empty, or the two have unequal rows.</exception>
    public Dataset(Tensor inputs, Tensor targets)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        if (inputs.dim() < 1 || !(inputs.is_floating_point() || InputType.IsWhole(inputs.dtype)))
        {
            throw new HyperDslException(
                $"The inputs are {Describe(inputs)}; floating-point or whole numbers of shape [rows, …] are expected. Convert them.");
        }

        if (targets.dim() < 1 || !(targets.is_floating_point() || InputType.IsWhole(targets.dtype) || targets.dtype == ScalarType.Bool))
        {
            throw new HyperDslException(
                $"The targets are {Describe(targets)}; class labels are expected as whole numbers, and numbers as floating-point, of shape"
                + " [rows, …]. Convert them.");
        }

        if (inputs.numel() == 0 || targets.numel() == 0)
        {
            throw new HyperDslException(
                $"The inputs are {Describe(inputs)} and the targets {Describe(targets)}; at least one row of at least one"
                + " value is expected.");
        }

        if (inputs.shape[0] != targets.shape[0])
        {
            throw new HyperDslException(
                $"There are {Number(inputs.shape[0])} rows of inputs and {Number(targets.shape[0])} of targets; each row of"
                + " inputs has one row of targets.");
        }

        Inputs = inputs.DetachFromDisposeScope();
        if (targets.is_floating_point() || targets.dtype == ScalarType.Int64)
        {
            Targets = targets.DetachFromDisposeScope();
            return;
        }

        Targets = targets.to(ScalarType.Int64).DetachFromDisposeScope();
        targets.Dispose();
    }

    /// <summary>What goes in: [N, …], floating-point or whole numbers.</summary>
    public Tensor Inputs { get; }

    /// <summary>What should come out: [N, …] of 64-bit class labels, or of floating-point numbers.</summary>
    public Tensor Targets { get; }

    /// <summary>Rows, N.</summary>
    public long Count => Inputs.shape[0];

    /// <summary>Whether the targets are class labels.</summary>
    public bool HasLabels => Targets.dtype == ScalarType.Int64;

    /// <summary>
    /// Moves the rows to a device and converts numbers of 32 and 64 bits; halves, bytes and whole numbers stay what they are, and labels
    /// 64-bit integers.
    /// </summary>
    /// <param name="device">Where the rows go.</param>
    /// <param name="floatType">The type of the inputs, and of targets that are no labels.</param>
    /// <returns>A dataset of its own; memory is shared where nothing changes.</returns>
    /// <exception cref="HyperDslException"><paramref name="floatType"/> is not floating-point.</exception>
    public Dataset To(Device device, ScalarType floatType)
    {
        if (!is_floating_point(floatType))
            throw new HyperDslException($"The inputs cannot be {floatType}; a floating-point type is expected.");
        using var scope = NewDisposeScope();
        return new Dataset(
            Inputs.to(InputType.IsStored(Inputs.dtype) ? Inputs.dtype : floatType, device),
            Targets.to(HasLabels ? ScalarType.Int64 : floatType, device));
    }

    /// <summary>Some rows on end, in place: memory is shared.</summary>
    /// <param name="start">The first row, counted from 0.</param>
    /// <param name="count">How many rows, at least 1.</param>
    /// <exception cref="HyperDslException">There are not that many rows.</exception>
    public Dataset Slice(long start, long count)
    {
        if (start < 0 || count < 1 || start > Count - count)
        {
            throw new HyperDslException(
                $"{Number(count)} rows from row {Number(start)} on were asked for, and there are {Number(Count)} rows,"
                + " counted from 0; ask for at least one of them.");
        }

        using var scope = NewDisposeScope();
        return new Dataset(Inputs.narrow(0, start, count), Targets.narrow(0, start, count));
    }

    /// <summary>Copies the rows of several datasets into one, in the order given.</summary>
    /// <param name="parts">The datasets, which stay the caller's; at least one.</param>
    /// <exception cref="HyperDslException">There is none, or the rows of one have another shape, type or device than those of another.</exception>
    public static Dataset Concat(params IReadOnlyList<Dataset> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 0)
            throw new HyperDslException("There are no datasets to put together; give one or more.");
        for (int i = 1; i < parts.Count; i++)
        {
            RequireLike(parts[0].Inputs, parts[i].Inputs, "inputs", i);
            RequireLike(parts[0].Targets, parts[i].Targets, "targets", i);
        }

        using var scope = NewDisposeScope();
        return new Dataset(cat([.. parts.Select(part => part.Inputs)]), cat([.. parts.Select(part => part.Targets)]));
    }

    /// <summary>Copies chosen rows, in the order chosen; a row may be chosen more than once.</summary>
    /// <param name="indices">The rows, counted from 0; at least one.</param>
    /// <exception cref="HyperDslException">A row is not there, or none is chosen.</exception>
    public Dataset Select(long[] indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        using var scope = NewDisposeScope();
        return Select(tensor(indices));
    }

    /// <summary>Copies chosen rows, in the order chosen; a row may be chosen more than once.</summary>
    /// <param name="indices">[M], 64-bit: the rows, counted from 0; at least one.</param>
    /// <exception cref="HyperDslException">A row is not there, or none is chosen, or the indices have another shape or type.</exception>
    public Dataset Select(Tensor indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        using var scope = NewDisposeScope();
        if (indices.dim() != 1 || indices.dtype != ScalarType.Int64 || indices.numel() == 0)
        {
            throw new HyperDslException(
                $"The rows to select are {Describe(indices)}; Int64 of shape [rows], at least one, is expected.");
        }

        Tensor rows = indices.to(Inputs.device);
        long lowest = rows.min().item<long>();
        long highest = rows.max().item<long>();
        if (lowest < 0 || highest >= Count)
        {
            throw new HyperDslException(
                $"Row {Number(lowest < 0 ? lowest : highest)} is to be selected, and there are {Number(Count)} rows, counted"
                + " from 0.");
        }

        return new Dataset(Inputs.index_select(0, rows), Targets.index_select(0, rows));
    }

    /// <summary>Turns labels into rows of one 1 among zeros, in the type of the inputs (of halves and whole numbers Float32), which are shared.</summary>
    /// <param name="classes">How many classes there are; a row of targets gets as many columns.</param>
    /// <exception cref="HyperDslException">The targets are no labels, or one is not below <paramref name="classes"/>.</exception>
    public Dataset WithOneHotTargets(int classes)
    {
        RequireLabelsBelow(classes);
        using var scope = NewDisposeScope();
        return new Dataset(Inputs.alias(), nn.functional.one_hot(Targets, classes).to(InputType.IsStored(Inputs.dtype) ? ScalarType.Float32 : Inputs.dtype));
    }

    /// <summary>Refuses NaN and infinity, which would spoil a whole run without a word.</summary>
    /// <param name="name">What the error calls this dataset, such as "the training split".</param>
    /// <exception cref="HyperDslException">There is one: the first is named with its row and column.</exception>
    public void RequireFinite(string name)
    {
        if (Inputs.is_floating_point())
            RequireFinite(Inputs, name, "inputs");
        if (!HasLabels)
            RequireFinite(Targets, name, "targets");
    }

    /// <summary>Refuses labels that are no class.</summary>
    /// <param name="classes">How many classes there are; they are numbered from 0.</param>
    /// <exception cref="HyperDslException">
    /// The targets are no labels, or one is negative or too large: the first is named with its row.
    /// </exception>
    public void RequireLabelsBelow(int classes)
    {
        if (classes < 1)
            throw new HyperDslException($"There are {Number(classes)} classes; at least 1 is expected.");
        if (!HasLabels)
        {
            throw new HyperDslException(
                $"The targets are {Describe(Targets)} and not class labels; whole numbers are expected.");
        }

        using var scope = NewDisposeScope();
        Tensor bad = Targets.lt(Scalars.Of(0)).logical_or(Targets.ge(Scalars.Of(classes)));
        if (!bad.any().item<bool>())
            return;
        long place = bad.flatten().to(ScalarType.Int64).argmax().item<long>();
        throw new HyperDslException(
            $"The label of row {Number(place / (Targets.numel() / Count))} (counted from 0) is {Number(Targets.flatten()[place].item<long>())}; {Number(classes)} classes"
            + $" are numbered from 0 to {Number(classes - 1)}.");
    }

    /// <summary>The same rows for somebody else, who disposes of them by themselves.</summary>
    internal Dataset Share() => Slice(0, Count);

    /// <summary>Refuses rows that have been disposed of.</summary>
    /// <param name="name">What the error calls this dataset, such as "The training split".</param>
    /// <exception cref="ObjectDisposedException">They have.</exception>
    internal void RequireAlive(string name)
    {
        if (Inputs.IsInvalid || Targets.IsInvalid)
        {
            throw new ObjectDisposedException(
                nameof(Dataset), $"{name} have been disposed of. They are needed until the call is done with them: where it returns a task, await it inside the using block.");
        }
    }

    /// <summary>Frees the memory of the rows.</summary>
    public void Dispose()
    {
        Inputs.Dispose();
        Targets.Dispose();
    }

    /// <summary>Says in words what type and shape a tensor has.</summary>
    internal static string Describe(Tensor tensor) => $"{tensor.dtype} of shape [{string.Join(", ", tensor.shape.Select(Number))}]";

    /// <summary>Whether the rows of two tensors have the same shape and type.</summary>
    internal static bool HaveLikeRows(Tensor first, Tensor other) => first.dtype == other.dtype && first.shape.AsSpan(1).SequenceEqual(other.shape.AsSpan(1));

    private static void RequireLike(Tensor first, Tensor other, string part, int index)
    {
        if (!HaveLikeRows(first, other) || first.device.ToString() != other.device.ToString())
        {
            throw new HyperDslException(
                $"The {part} of dataset {Number(index)} (counted from 0) are {Describe(other)} on {other.device}, and those of the first are"
                + $" {Describe(first)} on {first.device}; only the number of rows may differ.");
        }
    }

    private static void RequireFinite(Tensor values, string name, string part)
    {
        // A part at a time: what is computed for the whole would be nearly as large as the data.
        long width = values.numel() / values.shape[0];
        long rows = Math.Max(1, NumbersAtOnce / width);
        for (long start = 0; start < values.shape[0]; start += rows)
        {
            using var scope = NewDisposeScope();
            Tensor some = values.narrow(0, start, Math.Min(rows, values.shape[0] - start));
            Tensor bad = some.isfinite().logical_not();
            if (!bad.any().item<bool>())
                continue;
            long first = bad.flatten().to(ScalarType.Int64).argmax().item<long>();
            double value = some.flatten()[first].to(ScalarType.Float64).item<double>();
            throw new HyperDslException(
                $"{name}: the {part} have {(double.IsNaN(value) ? "NaN" : value > 0 ? "infinity" : "minus infinity")} in row"
                + $" {Number(start + (first / width))}, column {Number(first % width)} (both counted from 0); only finite numbers can be"
                + " learned from. Remove or repair the row.");
        }
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
