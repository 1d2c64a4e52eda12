using System.Globalization;
using Hyper.Runtime.Data.Rows;
using static TorchSharp.torch;

namespace Hyper.Runtime.Data;

/// <summary>Rows of examples: what goes into a model, and what should come out.</summary>
/// <remarks>
/// <para>
/// A dataset owns its tensors. They belong to no dispose scope, so they live until the dataset is disposed, also where it
/// was made inside a scope. The datasets that its methods return are owned by the caller, each on its own; where two share
/// memory, it lives as long as either.
/// </para>
/// <para>
/// Rows that do not fit into memory stay with an <see cref="IBatchSource"/> of yours (<see cref="From"/>): such a dataset knows how many there
/// are and what they look like, and reads them when a minibatch, or a part of a split that is evaluated, needs them.
/// </para>
/// </remarks>
public sealed partial class Dataset : IDisposable
{
    private readonly ModelInputs inputs;
    private readonly Tensor? targets;
    private readonly RowLayout layout;

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
        : this([RowLayout.Unnamed], new ModelInputs(inputs ?? throw new ArgumentNullException(nameof(inputs))), targets)
    {
    }

    /// <summary>Takes ownership of the tensors of rows with several inputs. Where it throws, they stay the caller's.</summary>
    /// <param name="inputs">
    /// The inputs, named and ordered like the parameters of the model's forward method, [N, …] each, and each of a type of its own: quantities
    /// beside the whole numbers that an embedding reads, say.
    /// </param>
    /// <param name="targets">
    /// [N, …], one target a row, or one a pixel or token of it: class labels of any whole type, which become 64-bit, or floating-point numbers.
    /// </param>
    /// <exception cref="HyperDslException">
    /// There is no input, one has no name or that of another, a tensor has no rows or is of another type, is empty, or they have unequal rows.
    /// </exception>
    public Dataset(IReadOnlyList<(string Name, Tensor Values)> inputs, Tensor targets)
        : this(NamesOf(inputs), new ModelInputs([.. inputs.Select(input => input.Values)]), targets)
    {
    }

    private Dataset(IReadOnlyList<string> names, ModelInputs inputs, Tensor targets)
    {
        ArgumentNullException.ThrowIfNull(targets);
        RequireUsable(names, inputs, targets);
        this.inputs = inputs.Each(0, static (input, _) => input.DetachFromDisposeScope());
        if (targets.is_floating_point() || targets.dtype == ScalarType.Int64)
        {
            this.targets = targets.DetachFromDisposeScope();
        }
        else
        {
            this.targets = targets.to(ScalarType.Int64).DetachFromDisposeScope();
            targets.Dispose();
        }

        Count = this.inputs.Rows;
        layout = RowLayout.Of(names, this.inputs, this.targets);
    }

    /// <summary>What goes in: [N, …], floating-point or whole numbers; where rows have several inputs, the first one.</summary>
    /// <exception cref="HyperDslException">The rows are with a source, and not in memory.</exception>
    public Tensor Inputs => HeldInputs[0];

    /// <summary>The names of the inputs, in their order; of one that was given no name, <c>inputs</c>.</summary>
    public IReadOnlyList<string> InputNames => [.. layout.Inputs.Select(input => input.Name)];

    /// <summary>What should come out: [N, …] of 64-bit class labels, or of floating-point numbers.</summary>
    /// <exception cref="HyperDslException">The rows are with a source, and not in memory.</exception>
    public Tensor Targets => targets ?? throw NotInMemory();

    /// <summary>Rows, N.</summary>
    public long Count { get; }

    /// <summary>Whether the targets are class labels.</summary>
    public bool HasLabels => layout.Target.Type == ScalarType.Int64;

    /// <summary>What a row is made of.</summary>
    internal RowLayout Layout => layout;

    /// <summary>All inputs.</summary>
    internal ModelInputs HeldInputs => targets is null ? throw NotInMemory() : inputs;

    /// <summary>Where the rows are, or go to when they are read.</summary>
    internal Device Device => source?.Device ?? inputs[0].device;

    /// <summary>One of the inputs.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>[N, …].</returns>
    /// <exception cref="HyperDslException">No input has that name, or the rows are with a source, and not in memory.</exception>
    public Tensor Input(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        for (int i = 0; i < layout.Inputs.Count; i++)
        {
            if (layout.Inputs[i].Name == name)
                return HeldInputs[i];
        }

        throw new HyperDslException($"The dataset has no input '{name}'; it has {RowLayout.Text(InputNames)}.");
    }

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
        ArgumentNullException.ThrowIfNull(device);
        if (!is_floating_point(floatType))
            throw new HyperDslException($"The inputs cannot be {floatType}; a floating-point type is expected.");
        if (source is not null)
            return new Dataset(source.To(device, floatType));
        using var scope = NewDisposeScope();
        return Like(
            inputs.Each((device, floatType), static (input, to) => input.to(InputType.IsStored(input.dtype) ? input.dtype : to.floatType, to.device)),
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

        if (source is not null)
            return new Dataset(source.Slice(start, count));
        using var scope = NewDisposeScope();
        return Like(inputs.Narrow(start, count), Targets.narrow(0, start, count));
    }

    /// <summary>
    /// Copies the rows of several datasets into one, in the order given. Where the rows of one are with a source, nothing is copied: the
    /// dataset reads from the parts, and needs them for as long.
    /// </summary>
    /// <param name="parts">The datasets, which stay the caller's; at least one.</param>
    /// <exception cref="HyperDslException">There is none, or the rows of one have another shape, type or device than those of another.</exception>
    public static Dataset Concat(params IReadOnlyList<Dataset> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 0)
            throw new HyperDslException("There are no datasets to put together; give one or more.");
        for (int i = 1; i < parts.Count; i++)
            RequireLike(parts[0], parts[i], i);
        if (parts.Any(part => part.source is not null))
            return From(new JoinedSource([.. parts.Select(part => part.Share())]));

        // The library gives a single tensor back as it is.
        if (parts.Count == 1)
            return parts[0].Copy();
        using var scope = NewDisposeScope();
        return parts[0].Like(
            new ModelInputs([.. Enumerable.Range(0, parts[0].inputs.Count).Select(i => cat([.. parts.Select(part => part.inputs[i])]))]),
            cat([.. parts.Select(part => part.Targets)]));
    }

    /// <summary>Copies chosen rows, in the order chosen; a row may be chosen more than once. Rows that are with a source stay there.</summary>
    /// <param name="indices">The rows, counted from 0; at least one.</param>
    /// <exception cref="HyperDslException">A row is not there, or none is chosen.</exception>
    public Dataset Select(long[] indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        using var scope = NewDisposeScope();
        return Select(tensor(indices));
    }

    /// <summary>Copies chosen rows, in the order chosen; a row may be chosen more than once. Rows that are with a source stay there.</summary>
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

        Tensor rows = source is null ? indices.to(Device) : indices.cpu();
        long lowest = rows.min().item<long>();
        long highest = rows.max().item<long>();
        if (lowest < 0 || highest >= Count)
        {
            throw new HyperDslException(
                $"Row {Number(lowest < 0 ? lowest : highest)} is to be selected, and there are {Number(Count)} rows, counted"
                + " from 0.");
        }

        return source is null
            ? Like(Gathered(inputs, rows), Targets.index_select(0, rows))
            : new Dataset(source.Select(rows.data<long>().ToArray()));
    }

    /// <summary>
    /// Turns labels into rows of one 1 among zeros, in the type of the first input (of halves and whole numbers Float32); the inputs are shared.
    /// </summary>
    /// <param name="classes">How many classes there are; a row of targets gets as many columns.</param>
    /// <exception cref="HyperDslException">The targets are no labels, one is not below <paramref name="classes"/>, or the rows are with a source.</exception>
    public Dataset WithOneHotTargets(int classes)
    {
        RequireLabelsBelow(classes);
        using var scope = NewDisposeScope();
        return Like(
            HeldInputs.Each(0, static (input, _) => input.alias()),
            nn.functional.one_hot(Targets, classes).to(InputType.IsStored(Inputs.dtype) ? ScalarType.Float32 : Inputs.dtype));
    }

    /// <summary>Frees the memory of the rows. A source stays the caller's.</summary>
    public void Dispose()
    {
        isDisposed = true;
        if (targets is null)
            return;
        inputs.Dispose();
        targets.Dispose();
    }

    /// <summary>The same rows for somebody else, who disposes of them by themselves.</summary>
    internal Dataset Share() => Slice(0, Count);

    /// <summary>Chosen rows of each input: copies in the caller's dispose scope.</summary>
    internal static ModelInputs Gathered(ModelInputs inputs, Tensor rows) => inputs.Each(rows, static (input, chosen) => input.index_select(0, chosen));

    /// <summary>Other rows under the same names.</summary>
    private Dataset Like(ModelInputs others, Tensor theirTargets) => new([.. layout.Inputs.Select(input => input.Name)], others, theirTargets);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
