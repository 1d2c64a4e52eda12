using Hyper.Runtime.Layers.Context;
using Hyper.Runtime.Layers.Rows;

namespace Hyper.Runtime.Layers;

/// <summary>
/// A long short-term memory (Hochreiter and Schmidhuber, 1997) of one layer, whose weights are slices of the response.
/// </summary>
/// <remarks>
/// With the gates in the order i, f, g, o: i, f, o = sigmoid(·) and g = tanh(·) of W_ih·x + b_ih + W_hh·h + b_hh; then
/// c ← f⊙c + i⊙g and h ← o⊙tanh(c).
/// </remarks>
public sealed class HyperLstm : HyperLayer
{
    private readonly int biasSlot;

    /// <summary>Binds a layer to its slots in a model's layout; generated code calls this.</summary>
    /// <param name="context">The model's context.</param>
    /// <param name="weightSlot">Slot of the input weights, [4·hidden, inputs]; the state weights, [4·hidden, hidden], follow.</param>
    /// <param name="biasSlot">Slot of the input biases, [4·hidden]; the state biases, of the same shape, follow. −1 for none.</param>
    public HyperLstm(ForwardContext context, int weightSlot, int biasSlot)
        : base(context, weightSlot) => this.biasSlot = biasSlot;

    /// <summary>Features of a time step that comes in.</summary>
    public int Inputs => (int)First.Shape[1];

    /// <summary>Features of the state.</summary>
    public int Hidden => (int)First.Shape[0] / 4;

    /// <summary>The input weights in force: [4·hidden, inputs], with S in front where there are several samples.</summary>
    public Tensor weight_ih => Context.Weights[WeightSlot];

    /// <summary>The state weights in force: [4·hidden, hidden], with S in front where there are several samples.</summary>
    public Tensor weight_hh => Context.Weights[WeightSlot + 1];

    /// <summary>The input biases in force: [4·hidden], with S in front where there are several samples; null without bias.</summary>
    public Tensor? bias_ih => InForce(biasSlot);

    /// <summary>The state biases in force: [4·hidden], with S in front where there are several samples; null without bias.</summary>
    public Tensor? bias_hh => InForce(biasSlot < 0 ? -1 : biasSlot + 1);

    /// <summary>Runs through the time steps of each row, with the weights of the sample that the row belongs to.</summary>
    /// <param name="input">[rows, time, inputs], at least one time step.</param>
    /// <param name="initial">The state before the first time step, h and c of shape [rows, hidden]; null for zeros.</param>
    /// <returns>h after each time step, [rows, time, hidden], and h and c after the last one, [rows, hidden].</returns>
    /// <exception cref="HyperDslException">The input or the state has another shape, or there are fewer rows than samples.</exception>
    public (Tensor Outputs, Tensor Hidden, Tensor Cell) forward(Tensor input, (Tensor Hidden, Tensor Cell)? initial = null)
    {
        var shape = input.shape;
        if (shape.Length != 3 || shape[1] < 1 || shape[2] != Inputs)
        {
            throw Mismatch($"[rows, time, {Inputs}]", input);
        }

        long[] state = [shape[0], Hidden];
        var hidden = initial?.Hidden ?? torch.zeros(state, dtype: input.dtype, device: input.device);
        var cell = initial?.Cell ?? torch.zeros(state, dtype: input.dtype, device: input.device);
        foreach (var given in (Tensor[])[hidden, cell])
        {
            if (!given.shape.AsSpan().SequenceEqual(state))
            {
                throw Mismatch($"states of shape [{shape[0]}, {Hidden}]", given);
            }
        }

        var result = Run(input, hidden, cell);
        Observe(input, result.Outputs);
        return result;
    }

    private (Tensor Outputs, Tensor Hidden, Tensor Cell) Run(Tensor input, Tensor hidden, Tensor cell)
    {
        var samples = Context.Samples;
        if (samples == 1)
        {
            return Run(input, hidden, cell, weight_ih.unsqueeze(0), weight_hh.unsqueeze(0), bias_ih?.unsqueeze(0), bias_hh?.unsqueeze(0));
        }

        if (RowGroups.AreEven(input.shape[0], samples))
        {
            return Run(input, hidden, cell, weight_ih, weight_hh, bias_ih, bias_hh);
        }

        var counts = RowGroups.Counts(input.shape[0], samples);
        var parts = new (Tensor Outputs, Tensor Hidden, Tensor Cell)[samples];
        long start = 0;
        for (var s = 0; s < samples; s++)
        {
            parts[s] = Run(
                input.narrow(0, start, counts[s]),
                hidden.narrow(0, start, counts[s]),
                cell.narrow(0, start, counts[s]),
                weight_ih.narrow(0, s, 1),
                weight_hh.narrow(0, s, 1),
                bias_ih?.narrow(0, s, 1),
                bias_hh?.narrow(0, s, 1));
            start += counts[s];
        }

        return (
            torch.cat([.. parts.Select(part => part.Outputs)]),
            torch.cat([.. parts.Select(part => part.Hidden)]),
            torch.cat([.. parts.Select(part => part.Cell)]));
    }

    // Weights with S in front, and as many rows for each sample.
    private static (Tensor Outputs, Tensor Hidden, Tensor Cell) Run(
        Tensor input, Tensor hidden, Tensor cell, Tensor inputWeight, Tensor stateWeight, Tensor? inputBias, Tensor? stateBias)
    {
        var samples = inputWeight.shape[0];
        var rows = input.shape[0];
        var size = hidden.shape[1];
        var fromInputs = RecurrentProducts.OfInputs(input, inputWeight, inputBias is null ? null : inputBias.add(stateBias!, Scalars.Of(1))).unbind(2);
        var h = hidden.reshape(samples, -1, size);
        var c = cell.reshape(samples, -1, size);
        var outputs = new Tensor[fromInputs.Length];
        for (var t = 0; t < outputs.Length; t++)
        {
            var gates = fromInputs[t].add(RecurrentProducts.OfState(h, stateWeight, null), Scalars.Of(1)).chunk(4, -1);
            c = (gates[1].sigmoid() * c).add(gates[0].sigmoid() * gates[2].tanh(), Scalars.Of(1));
            h = gates[3].sigmoid() * c.tanh();
            outputs[t] = h;
        }

        return (torch.stack(outputs, 2).reshape(rows, outputs.Length, size), h.reshape(rows, size), c.reshape(rows, size));
    }
}
