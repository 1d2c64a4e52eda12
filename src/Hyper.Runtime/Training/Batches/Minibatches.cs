using Hyper.Runtime.Checkpoints;
using Hyper.Runtime.Data;
using Hyper.Runtime.Data.Rows;
using Hyper.Runtime.Host;

namespace Hyper.Runtime.Training.Batches;

/// <summary>
/// Minibatches of one split: a new random order each time the rows run out; rows left over at the end of an order wait
/// for the next one. A split that fits in one batch is used whole, in its own order unless rows are divided among samples.
/// </summary>
/// <remarks>
/// What a batch holds is never the split's own memory: a forward method may write over its inputs. Where it does so with a whole split,
/// which is handed out again and again, each batch is a copy from then on.
/// </remarks>
public sealed class Minibatches : IDisposable, IResumable
{
    private readonly Dataset rows;
    private readonly int copies;
    private readonly Generator noise;
    private readonly ScalarType type;
    private readonly Minibatch? whole;
    private readonly BalancedOrder? balanced;
    private readonly ReadAhead? reader;
    private readonly Dataset? read;
    private long served;
    private bool isWrittenOver;
    private Tensor? order;
    private long position;

    /// <summary>Prepares the batches.</summary>
    /// <param name="rows">The split, on the run's device; it is not disposed of here.</param>
    /// <param name="batchSize">Rows of a batch.</param>
    /// <param name="copies">How many times each batch is repeated, one copy after the other.</param>
    /// <param name="noise">The source of the orders.</param>
    /// <param name="type">What the model computes with: rows that are kept in less are converted batch by batch.</param>
    /// <param name="divided">
    /// Whether the rows of a batch are divided among samples by their place: then a split that fits in one batch is shuffled as well, for
    /// sorted rows would give each sample the same ones each time.
    /// </param>
    /// <param name="balanced">
    /// Whether each batch has nearly as many rows of each class, where a row may come more than once in an order and another wait for the next.
    /// </param>
    /// <exception cref="HyperDslException">The classes are to be balanced, and the targets are not one label a row; or a source fails.</exception>
    public Minibatches(Dataset rows, int batchSize, int copies, Generator noise, ScalarType type = ScalarType.Float32, bool divided = false, bool balanced = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(copies, 1);
        this.rows = rows;
        this.copies = copies;
        this.noise = noise;
        this.type = type;
        BatchSize = (int)Math.Min(batchSize, rows.Count);
        this.balanced = balanced ? new BalancedOrder(rows) : null;
        if (batchSize >= rows.Count && !divided && !balanced)
        {
            using var scope = torch.NewDisposeScope();
            this.rows = rows.IsHeld ? rows : read = rows.ToMemory();
            var all = torch.arange(Scalars.Of(0), Scalars.Of(rows.Count), Scalars.Of(1), dtype: ScalarType.Int64, device: rows.Device);
            whole = new Minibatch(this.rows.HeldInputs.Each(this, static (input, by) => by.Kept(by.ForModel(input))), Kept(this.rows.Targets), Kept(all));
        }
        else if (!rows.IsHeld)
        {
            reader = new ReadAhead(rows);
        }
    }

    /// <summary>Rows of a batch, before they are repeated.</summary>
    public int BatchSize { get; }

    /// <summary>Rows of a batch as <see cref="Next"/> returns it.</summary>
    public long Rows => (long)BatchSize * copies;

    /// <summary>The next batch, in the caller's dispose scope where its tensors are new.</summary>
    public Minibatch Next()
    {
        if (whole is { } batch)
        {
            return Whole(batch);
        }

        if (order is null || position + BatchSize > rows.Count)
        {
            order?.Dispose();
            order = (balanced?.Next(rows.Device, noise) ?? Draws.Order(rows.Count, rows.Device, noise)).DetachFromDisposeScope();
            position = 0;
        }

        var indices = order.narrow(0, position, BatchSize);
        position += BatchSize;
        return reader is not null
            ? Read(reader, indices)
            : new Minibatch(
                rows.HeldInputs.Each((By: this, indices), static (input, from) => from.By.Repeated(from.By.ForModel(input.index_select(0, from.indices)))),
                Repeated(rows.Targets.index_select(0, indices)),
                Repeated(indices));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        order?.Dispose();
        reader?.Dispose();
        read?.Dispose();
        whole?.Inputs.Dispose();
        whole?.Targets.Dispose();
        whole?.Examples.Dispose();
    }

    void IResumable.Save(StateWriter to)
    {
        if (whole is { } batch && served == 1)
        {
            // Another process has the split as it was: what the first step has done to it can be seen here alone.
            Look(batch);
        }

        to.Add("order", order);
        to.Add("position", position);
        to.Add("served", served);
        to.Add("written_over", isWrittenOver ? 1L : 0);
    }

    void IResumable.Restore(StateReader from)
    {
        order?.Dispose();
        order = from.OwnOrNone("order");
        position = from.Whole("position");
        served = from.Whole("served");
        isWrittenOver = from.Whole("written_over") != 0;
        if (order is not null && (order.NumberOfElements != rows.Count || position < 0 || position > rows.Count))
        {
            throw new HyperDslException($"The checkpoint has an order of {order.NumberOfElements} rows, and the split has {rows.Count}.");
        }
    }

    private Minibatch Read(ReadAhead from, Tensor indices)
    {
        var next = position + BatchSize <= rows.Count ? order!.narrow(0, position, BatchSize) : null;
        using var batch = from.Read(NumbersOf(indices), rows.ReadsAhead && next is not null ? NumbersOf(next) : null);
        return new Minibatch(
            batch.HeldInputs.Each(this, static (input, by) => by.Repeated(by.ForModel(input.alias()))), Repeated(batch.Targets.alias()), Repeated(indices));
    }

    private static long[] NumbersOf(Tensor indices)
    {
        using var onHost = indices.cpu();
        return onHost.data<long>().ToArray();
    }

    private Tensor ForModel(Tensor batch) => InputType.ForModel(batch, type);

    private Tensor Kept(Tensor batch) => Copied(batch).DetachFromDisposeScope();

    // Looked at once, after the first step.
    private Minibatch Whole(Minibatch batch)
    {
        if (served == 1)
        {
            Look(batch);
        }
        else if (served == 0)
        {
            served = 1;
        }

        return isWrittenOver ? new Minibatch(rows.HeldInputs.Each(this, static (input, by) => by.Copied(by.ForModel(input))), Copied(rows.Targets), batch.Examples) : batch;
    }

    private void Look(Minibatch batch)
    {
        using var scope = torch.NewDisposeScope();
        isWrittenOver = !Same(batch.Targets, Repeated(rows.Targets));
        for (var i = 0; i < batch.Inputs.Count; i++)
        {
            isWrittenOver |= !Same(batch.Inputs[i], Repeated(ForModel(rows.HeldInputs[i])));
        }

        served = 2;
    }

    private static bool Same(Tensor one, Tensor other) => one.eq(other).all().item<bool>();

    private Tensor Copied(Tensor batch) => copies == 1 ? batch.clone() : Repeated(batch);

    private Tensor Repeated(Tensor batch)
    {
        if (copies == 1)
        {
            return batch;
        }

        var times = new long[batch.dim()];
        Array.Fill(times, 1);
        times[0] = copies;
        return batch.repeat(times);
    }
}
