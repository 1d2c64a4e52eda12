namespace Hyper.Runtime.Layers;

/// <summary>A fully connected layer, y = xWᵀ + b, whose weights are a slice of the response.</summary>
public sealed class HyperLinear
{
    private readonly ForwardContext context;
    private readonly int weightSlot;
    private readonly int biasSlot;

    /// <summary>Binds a layer to its slots in a model's layout; generated code calls this.</summary>
    /// <param name="context">The model's context.</param>
    /// <param name="weightSlot">Slot of the weight, [outputs, inputs].</param>
    /// <param name="biasSlot">Slot of the bias, [outputs]; −1 for none.</param>
    public HyperLinear(ForwardContext context, int weightSlot, int biasSlot)
    {
        this.context = context;
        this.weightSlot = weightSlot;
        this.biasSlot = biasSlot;
    }

    /// <summary>Features of a row that comes in.</summary>
    public int Inputs => (int)context.Layout.Slots[weightSlot].Shape[1];

    /// <summary>Features of a row that goes out.</summary>
    public int Outputs => (int)context.Layout.Slots[weightSlot].Shape[0];

    /// <summary>The weight in force: [outputs, inputs] with one hyperparameter sample, [S, outputs, inputs] with several.</summary>
    public Tensor weight => context.Weights[weightSlot];

    /// <summary>The bias in force: [outputs] with one hyperparameter sample, [S, outputs] with several; null without bias.</summary>
    public Tensor? bias => biasSlot < 0 ? null : context.Weights[biasSlot];

    /// <summary>Applies the layer to each row, with the weights of the sample that the row belongs to.</summary>
    /// <param name="input">[rows, …, inputs].</param>
    /// <returns>[rows, …, outputs].</returns>
    /// <exception cref="HyperDslException">The last dimension is not the layer's inputs, or there are fewer rows than samples.</exception>
    public Tensor forward(Tensor input)
    {
        var shape = input.shape;
        if (shape.Length < 2 || shape[^1] != Inputs)
        {
            throw new HyperDslException(
                $"{context.Layout.Slots[weightSlot].Name} takes rows of {Inputs} features, but was given a tensor of shape [{string.Join(", ", shape)}].");
        }

        return context.Observe(weightSlot, input, Apply(input, shape));
    }

    private Tensor Apply(Tensor input, long[] shape)
    {
        if (context.Samples == 1)
        {
            return torch.nn.functional.linear(input, weight, bias);
        }

        return RowGroups.AreEven(shape[0], context.Samples) ? Batched(input, shape) : ByGroup(input, shape[0]);
    }

    // Every sample has as many rows: one batched product.
    private Tensor Batched(Tensor input, long[] shape)
    {
        var product = input.reshape(context.Samples, -1, shape[^1]).bmm(weight.transpose(1, 2));
        if (bias is { } b)
        {
            product = product.add_(b.unsqueeze(1));
        }

        shape[^1] = Outputs;
        return product.view(shape);
    }

    private Tensor ByGroup(Tensor input, long rows)
    {
        var counts = RowGroups.Counts(rows, context.Samples);
        var parts = new Tensor[counts.Length];
        long start = 0;
        for (var s = 0; s < parts.Length; s++)
        {
            parts[s] = torch.nn.functional.linear(input.narrow(0, start, counts[s]), weight[s], bias?[s]);
            start += counts[s];
        }

        return torch.cat(parts);
    }
}
