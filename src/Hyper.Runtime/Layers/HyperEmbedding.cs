using Hyper.Runtime.Layers.Context;
using Hyper.Runtime.Layers.Rows;

namespace Hyper.Runtime.Layers;

/// <summary>A table of vectors that is read by number, a slice of the response.</summary>
public sealed class HyperEmbedding : FeedForwardLayer
{
    private readonly int paddingIndex;

    /// <summary>Binds a layer to its slot in a model's layout; generated code calls this.</summary>
    /// <param name="context">The model's context.</param>
    /// <param name="weightSlot">Slot of the table, [count, size].</param>
    /// <param name="paddingIndex">The number whose vector is zero; −1 for none.</param>
    public HyperEmbedding(ForwardContext context, int weightSlot, int paddingIndex)
        : base(context, weightSlot) => this.paddingIndex = paddingIndex;

    /// <summary>
    /// Tells a model's state which vector counts as zero, so that a saved model says it to those who read the table elsewhere; generated code calls
    /// this where it creates a model.
    /// </summary>
    /// <param name="context">The model's context.</param>
    /// <param name="weightSlot">Slot of the table, [count, size].</param>
    /// <param name="paddingIndex">The number whose vector is zero.</param>
    public static void Declare(ForwardContext context, int weightSlot, int paddingIndex)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.State.DeclareZeroRow(context.Layout.Slots[weightSlot].Name, paddingIndex);
    }

    /// <summary>Vectors in the table.</summary>
    public int Count => (int)First.Shape[0];

    /// <summary>Features of a vector.</summary>
    public int Size => (int)First.Shape[1];

    /// <summary>The number whose vector is zero, whatever the table holds; null for none.</summary>
    public int? PaddingIndex => paddingIndex < 0 ? null : paddingIndex;

    /// <summary>The table in force: [count, size], with S in front where there are several samples.</summary>
    public Tensor weight => Context.Weights[WeightSlot];

    /// <summary>Reads the vectors of each row's numbers, from the table of the sample that the row belongs to.</summary>
    /// <param name="input">
    /// [rows, …], numbers from 0 to below <see cref="Count"/>: integers, or the whole floating-point numbers that a data
    /// set holds.
    /// </param>
    /// <returns>[rows, …, size].</returns>
    /// <exception cref="HyperDslException">A number is out of range, or there are fewer rows than samples.</exception>
    public override Tensor forward(Tensor input)
    {
        var numbers = input.to(ScalarType.Int64);
        var samples = Context.Samples;
        if (input.dim() == 0)
        {
            throw Mismatch("[rows, …]", input);
        }

        // A number beyond the end would otherwise be read from the next sample's table.
        if (numbers.lt(Scalars.Of(0)).logical_or(numbers.ge(Scalars.Of(Count))).any().item<bool>())
        {
            throw new HyperDslException(
                $"{Name} has the vectors 0 to {Count - 1}, but was given numbers from {numbers.min().item<long>()} to {numbers.max().item<long>()}.");
        }

        var places = samples == 1 ? numbers : numbers.add(FirstPlaces(numbers, samples), Scalars.Of(1));
        var vectors = weight.reshape(-1, Size).index_select(0, places.reshape(-1)).view([.. input.shape, Size]);
        return Observe(input, paddingIndex < 0 ? vectors : vectors * numbers.ne(Scalars.Of(paddingIndex)).unsqueeze(-1));
    }

    // Where the table of each row's sample starts among the tables one after another: [rows, 1, …].
    private Tensor FirstPlaces(Tensor numbers, int samples)
    {
        var rows = numbers.shape[0];
        var counts = torch.tensor(RowGroups.Counts(rows, samples), device: numbers.device);
        var first = (torch.arange(Scalars.Of(0), Scalars.Of(samples), Scalars.Of(1), dtype: ScalarType.Int64, device: numbers.device) * Scalars.Of(Count)).repeat_interleave(counts, 0);
        var shape = new long[numbers.dim()];
        Array.Fill(shape, 1);
        shape[0] = rows;
        return first.view(shape);
    }
}
