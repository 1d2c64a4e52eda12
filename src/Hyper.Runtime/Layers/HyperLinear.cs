using Hyper.Runtime.Layers.Context;
using Hyper.Runtime.Layers.Rows;
using Hyper.Runtime.Layers.Weights;

namespace Hyper.Runtime.Layers;

/// <summary>A fully connected layer, y = xWᵀ + b, whose weights are a slice of the response.</summary>
public sealed class HyperLinear : FeedForwardLayer
{
    // All samples' weights of a layer together: from here on a tensor of that size costs more than a call for each sample.
    private const long ManyWeights = 1 << 18;

    private readonly int biasSlot;

    /// <summary>Binds a layer to its slots in a model's layout; generated code calls this.</summary>
    /// <param name="context">The model's context.</param>
    /// <param name="weightSlot">Slot of the weight, [outputs, inputs].</param>
    /// <param name="biasSlot">Slot of the bias, [outputs]; −1 for none.</param>
    public HyperLinear(ForwardContext context, int weightSlot, int biasSlot)
        : base(context, weightSlot) => this.biasSlot = biasSlot;

    /// <summary>Features of a row that comes in.</summary>
    public int Inputs => (int)First.Shape[1];

    /// <summary>Features of a row that goes out.</summary>
    public int Outputs => (int)First.Shape[0];

    /// <summary>The weight in force: [outputs, inputs] with one hyperparameter sample, [S, outputs, inputs] with several.</summary>
    public Tensor weight => Context.Weights[WeightSlot];

    /// <summary>The bias in force: [outputs] with one hyperparameter sample, [S, outputs] with several; null without bias.</summary>
    public Tensor? bias => InForce(biasSlot);

    /// <summary>Applies the layer to each row, with the weights of the sample that the row belongs to.</summary>
    /// <param name="input">[rows, …, inputs].</param>
    /// <returns>[rows, …, outputs].</returns>
    /// <exception cref="HyperDslException">The last dimension is not the layer's inputs, or there are fewer rows than samples.</exception>
    public override Tensor forward(Tensor input)
    {
        var shape = input.shape;
        if (shape.Length < 2 || shape[^1] != Inputs)
        {
            throw Mismatch($"rows of {Inputs} features", input);
        }

        return Observe(input, Apply(input, shape));
    }

    /// <summary>
    /// Takes the gradient of the layer's output back to its weights in force; compiled passes call this. Rows divide evenly
    /// among the samples.
    /// </summary>
    /// <param name="input">What the layer was given, [rows, …, inputs].</param>
    /// <param name="gradient">The gradient of what it returned, [rows, …, outputs].</param>
    /// <param name="accumulate">Whether it is added to what is in the weights' gradient, or replaces it.</param>
    public void PullBack(Tensor input, Tensor gradient, bool accumulate)
    {
        var weights = (ElementaryWeights)Context.Weights;
        var samples = weights.Samples;
        if (samples == 1)
        {
            PullBackRows(weights.GradientOf(WeightSlot), biasSlot < 0 ? null : weights.GradientOf(biasSlot), input.reshape(-1, Inputs), gradient.reshape(-1, Outputs), accumulate);
            return;
        }

        if (weight.NumberOfElements >= ManyWeights)
        {
            PullBackEach(weights, input.reshape(samples, -1, Inputs), gradient.reshape(samples, -1, Outputs), accumulate);
            return;
        }

        var bySample = gradient.reshape(samples, -1, Outputs);
        GradientBuffer.Write(weights.GradientOf(WeightSlot), bySample.transpose(1, 2).bmm(input.reshape(samples, -1, Inputs)), accumulate);
        if (biasSlot >= 0)
        {
            GradientBuffer.Write(weights.GradientOf(biasSlot), bySample.sum([1L]), accumulate);
        }
    }

    // Sample by sample, straight to where the gradient goes: a batched product makes a tensor of all of them first, which
    // is soon as large as everything else in a step.
    private void PullBackEach(ElementaryWeights weights, Tensor inputs, Tensor gradients, bool accumulate)
    {
        for (var s = 0; s < weights.Samples; s++)
        {
            PullBackRows(weights.GradientOf(WeightSlot)[s], biasSlot < 0 ? null : weights.GradientOf(biasSlot)[s], inputs[s], gradients[s], accumulate);
        }
    }

    // One sample: [rows, inputs] and [rows, outputs].
    private static void PullBackRows(Tensor ofWeight, Tensor? ofBias, Tensor input, Tensor gradient, bool accumulate)
    {
        ofWeight.addmm_(gradient.t(), input, beta: accumulate ? 1 : 0, alpha: 1);
        if (ofBias is not null)
        {
            GradientBuffer.Write(ofBias, gradient.sum([0L]), accumulate);
        }
    }

    /// <summary>Takes the gradient of the layer's output back to its input; compiled passes call this. Rows divide evenly among the samples.</summary>
    /// <param name="gradient">The gradient of what it returned, [rows, …, outputs].</param>
    /// <returns>[rows, …, inputs].</returns>
    public Tensor PullBackToInput(Tensor gradient)
    {
        var shape = gradient.shape;
        shape[^1] = Inputs;
        return Context.Samples == 1
            ? gradient.reshape(-1, Outputs).mm(weight).view(shape)
            : gradient.reshape(Context.Samples, -1, Outputs).bmm(weight).view(shape);
    }

    private Tensor Apply(Tensor input, long[] shape)
    {
        if (Context.Samples == 1)
        {
            return torch.nn.functional.linear(input, weight, bias);
        }

        return RowGroups.AreEven(shape[0], Context.Samples) ? Batched(input, shape) : ByGroup(input);
    }

    // Every sample has as many rows: one batched product.
    private Tensor Batched(Tensor input, long[] shape)
    {
        var product = input.reshape(Context.Samples, -1, shape[^1]).bmm(weight.transpose(1, 2));
        if (bias is { } b)
        {
            product = product.add_(b.unsqueeze(1), Scalars.Of(1));
        }

        shape[^1] = Outputs;
        return product.view(shape);
    }

    private Tensor ByGroup(Tensor input) =>
        RowGroups.Map(input, Context.Samples, (rows, s) => torch.nn.functional.linear(rows, weight[s], bias?[s]));
}
