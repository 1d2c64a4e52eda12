using Hyper.Runtime.Layers.Context;
using Hyper.Runtime.Layers.Rows;

namespace Hyper.Runtime.Layers;

/// <summary>A gated recurrent unit (Cho et al., 2014) of one layer, whose weights are slices of the response.</summary>
/// <remarks>
/// With the gates in the order r, z, n: r, z = sigmoid(W_ih·x + b_ih + W_hh·h + b_hh), n = tanh(W_ih·x + b_ih + r⊙(W_hh·h + b_hh))
/// and h ← (1 − z)⊙n + z⊙h.
/// </remarks>
public sealed class HyperGru : HyperLayer
{
    private readonly int biasSlot;

    /// <summary>Binds a layer to its slots in a model's layout; generated code calls this.</summary>
    /// <param name="context">The model's context.</param>
    /// <param name="weightSlot">Slot of the input weights, [3·hidden, inputs]; the state weights, [3·hidden, hidden], follow.</param>
    /// <param name="biasSlot">Slot of the input biases, [3·hidden]; the state biases, of the same shape, follow. −1 for none.</param>
    public HyperGru(ForwardContext context, int weightSlot, int biasSlot)
        : base(context, weightSlot) => this.biasSlot = biasSlot;

    /// <summary>Features of a time step that comes in.</summary>
    public int Inputs => (int)First.Shape[1];

    /// <summary>Features of the state.</summary>
    public int Hidden => (int)First.Shape[0] / 3;

    /// <summary>The input weights in force: [3·hidden, inputs], with S in front where there are several samples.</summary>
    public Tensor weight_ih => Context.Weights[WeightSlot];

    /// <summary>The state weights in force: [3·hidden, hidden], with S in front where there are several samples.</summary>
    public Tensor weight_hh => Context.Weights[WeightSlot + 1];

    /// <summary>The input biases in force: [3·hidden], with S in front where there are several samples; null without bias.</summary>
    public Tensor? bias_ih => InForce(biasSlot);

    /// <summary>The state biases in force: [3·hidden], with S in front where there are several samples; null without bias.</summary>
    public Tensor? bias_hh => InForce(biasSlot < 0 ? -1 : biasSlot + 1);

    /// <summary>Runs through the time steps of each row, with the weights of the sample that the row belongs to.</summary>
    /// <param name="input">[rows, time, inputs], at least one time step.</param>
    /// <param name="initial">The state before the first time step, [rows, hidden]; null for zeros.</param>
    /// <returns>The state after each time step, [rows, time, hidden], and after the last one, [rows, hidden].</returns>
    /// <exception cref="HyperDslException">The input or the state has another shape, or there are fewer rows than samples.</exception>
    public (Tensor Outputs, Tensor Hidden) forward(Tensor input, Tensor? initial = null)
    {
        var shape = input.shape;
        if (shape.Length != 3 || shape[1] < 1 || shape[2] != Inputs)
        {
            throw Mismatch($"[rows, time, {Inputs}]", input);
        }

        long[] state = [shape[0], Hidden];
        var hidden = initial ?? torch.zeros(state, dtype: input.dtype, device: input.device);
        if (!hidden.shape.AsSpan().SequenceEqual(state))
        {
            throw Mismatch($"a state of shape [{shape[0]}, {Hidden}]", hidden);
        }

        var result = Run(input, hidden);
        Observe(input, result.Outputs);
        return result;
    }

    private (Tensor Outputs, Tensor Hidden) Run(Tensor input, Tensor hidden)
    {
        var samples = Context.Samples;
        if (samples == 1)
        {
            return Run(input, hidden, weight_ih.unsqueeze(0), weight_hh.unsqueeze(0), bias_ih?.unsqueeze(0), bias_hh?.unsqueeze(0));
        }

        if (RowGroups.AreEven(input.shape[0], samples))
        {
            return Run(input, hidden, weight_ih, weight_hh, bias_ih, bias_hh);
        }

        var counts = RowGroups.Counts(input.shape[0], samples);
        var parts = new (Tensor Outputs, Tensor Hidden)[samples];
        long start = 0;
        for (var s = 0; s < samples; s++)
        {
            parts[s] = Run(
                input.narrow(0, start, counts[s]),
                hidden.narrow(0, start, counts[s]),
                weight_ih.narrow(0, s, 1),
                weight_hh.narrow(0, s, 1),
                bias_ih?.narrow(0, s, 1),
                bias_hh?.narrow(0, s, 1));
            start += counts[s];
        }

        return (torch.cat([.. parts.Select(part => part.Outputs)]), torch.cat([.. parts.Select(part => part.Hidden)]));
    }

    // Weights with S in front, and as many rows for each sample.
    private static (Tensor Outputs, Tensor Hidden) Run(
        Tensor input, Tensor hidden, Tensor inputWeight, Tensor stateWeight, Tensor? inputBias, Tensor? stateBias)
    {
        var samples = inputWeight.shape[0];
        var rows = input.shape[0];
        var size = hidden.shape[1];
        var fromInputs = RecurrentProducts.OfInputs(input, inputWeight, inputBias).unbind(2);
        var h = hidden.reshape(samples, -1, size);
        var outputs = new Tensor[fromInputs.Length];
        for (var t = 0; t < outputs.Length; t++)
        {
            var ofInput = fromInputs[t].chunk(3, -1);
            var ofState = RecurrentProducts.OfState(h, stateWeight, stateBias).chunk(3, -1);
            var reset = ofInput[0].add(ofState[0], Scalars.Of(1)).sigmoid();
            var update = ofInput[1].add(ofState[1], Scalars.Of(1)).sigmoid();
            var candidate = ofInput[2].add(reset * ofState[2], Scalars.Of(1)).tanh();
            h = candidate.add(update * (h - candidate), Scalars.Of(1));
            outputs[t] = h;
        }

        return (torch.stack(outputs, 2).reshape(rows, outputs.Length, size), h.reshape(rows, size));
    }
}
