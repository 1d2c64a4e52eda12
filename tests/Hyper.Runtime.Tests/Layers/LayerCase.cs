using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Tests.Models;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Hyper.Runtime.Tests.Layers;

/// <summary>A layer of <see cref="IEveryLayer"/> and the plain TorchSharp function or module that it must equal.</summary>
/// <param name="Name">The layer's property.</param>
/// <param name="Shape">Shape of a row that goes in.</param>
/// <param name="Apply">Applies the conditioned layer.</param>
/// <param name="Plain">Applies the plain layer, given its weight tensors in the order of the layout.</param>
internal sealed record LayerCase(string Name, long[] Shape, Func<IEveryLayer, Tensor, Tensor> Apply, Func<Tensor[], Tensor, Tensor> Plain)
{
    public static IReadOnlyList<LayerCase> All { get; } =
    [
        new("Linear", [5], (model, x) => model.Linear.forward(x), (w, x) => F.linear(x, w[0], w[1])),
        new("Conv1d", [2, 7], (model, x) => model.Conv1d.forward(x), (w, x) => F.conv1d(x, w[0], w[1], stride: 2, padding: 1, groups: 2)),
        new("Conv2d", [2, 5, 6], (model, x) => model.Conv2d.forward(x), (w, x) => F.conv2d(x, w[0], w[1], [2, 2], [1, 0], [1, 2])),
        new("Grouped", [4, 3, 4], (model, x) => model.Grouped.forward(x), (w, x) => F.conv2d(x, w[0], groups: 2)),
        new("Transposed", [2, 3, 2], (model, x) => model.Transposed.forward(x), (w, x) => F.conv_transpose2d(x, w[0], w[1], [2, 2], [1, 1], [1, 1])),
        new("TransposedInGroups", [2, 2, 3], (model, x) => model.TransposedInGroups.forward(x), (w, x) => F.conv_transpose2d(x, w[0], groups: 2)),
        new("Embedding", [4], (model, x) => model.Embedding.forward(Numbers(x)), (w, x) => F.one_hot(Numbers(x), 5).to(x.dtype).matmul(w[0]) * Numbers(x).ne(1).unsqueeze(-1)),
        new("LayerNorm", [4, 3, 2], (model, x) => model.LayerNorm.forward(x), (w, x) => F.layer_norm(x, [3, 2], w[0], w[1])),
        new("GroupNorm", [4, 3], (model, x) => model.GroupNorm.forward(x), (w, x) => F.group_norm(x, 2, w[0], w[1])),
        new("BatchNorm", [3, 4], (model, x) => model.BatchNorm.forward(x), (w, x) => F.batch_norm(x, null!, null!, w[0], w[1], training: true)),
        new("Lstm", [4, 3], (model, x) => Lstm(model, x), PlainLstm),
        new("Gru", [4, 3], (model, x) => model.Gru.forward(x, x.narrow(1, 0, 1).squeeze(1).narrow(1, 0, 2)).Outputs, (w, x) => PlainGru(w, x, x.narrow(1, 0, 1).transpose(0, 1).narrow(2, 0, 2))),
        new("GruWithoutBias", [3, 2], (model, x) => model.GruWithoutBias.forward(x).Hidden, (w, x) => PlainGru(w, x, null).select(1, -1)),
    ];

    /// <summary>The layer's slots in the flat vector.</summary>
    public IReadOnlyList<WeightSlot> Slots => [.. EveryLayer.Layout.Slots.Where(slot => slot.Name.StartsWith(Name + ".", StringComparison.Ordinal))];

    public static LayerCase Of(string name) => All.Single(layer => layer.Name == name);

    // Five numbers, made from random ones.
    private static Tensor Numbers(Tensor random) => random.detach().abs().mul(2).clamp(0, 4).to(ScalarType.Int64);

    // Outputs, state and cell in one tensor, so that all three are compared.
    private static Tensor Lstm(IEveryLayer model, Tensor x)
    {
        var (outputs, hidden, cell) = model.Lstm.forward(x);
        return cat([outputs, hidden.unsqueeze(1), cell.unsqueeze(1)], 1);
    }

    private static Tensor PlainLstm(Tensor[] w, Tensor x)
    {
        // The module's own parameters cannot be replaced by tensors of a graph: it is written out here from its documentation.
        var (h, c) = (zeros(x.shape[0], 2, dtype: x.dtype), zeros(x.shape[0], 2, dtype: x.dtype));
        var outputs = new List<Tensor>();
        foreach (var step in x.unbind(1))
        {
            var gates = F.linear(step, w[0], w[2]) + F.linear(h, w[1], w[3]);
            var (i, f, g, o) = (gates.narrow(1, 0, 2), gates.narrow(1, 2, 2), gates.narrow(1, 4, 2), gates.narrow(1, 6, 2));
            c = (f.sigmoid() * c) + (i.sigmoid() * g.tanh());
            h = o.sigmoid() * c.tanh();
            outputs.Add(h);
        }

        return stack([.. outputs, h, c], 1);
    }

    private static Tensor PlainGru(Tensor[] w, Tensor x, Tensor? initial)
    {
        var h = initial?.squeeze(0) ?? zeros(x.shape[0], 2, dtype: x.dtype);
        var outputs = new List<Tensor>();
        foreach (var step in x.unbind(1))
        {
            var ofInput = F.linear(step, w[0], w.Length > 2 ? w[2] : null).chunk(3, 1);
            var ofState = F.linear(h, w[1], w.Length > 2 ? w[3] : null).chunk(3, 1);
            var (r, z) = ((ofInput[0] + ofState[0]).sigmoid(), (ofInput[1] + ofState[1]).sigmoid());
            h = ((1 - z) * (ofInput[2] + (r * ofState[2])).tanh()) + (z * h);
            outputs.Add(h);
        }

        return stack([.. outputs], 1);
    }
}
