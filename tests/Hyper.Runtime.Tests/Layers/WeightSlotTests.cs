using Hyper.Runtime.Hypernetworks;
using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Layers;

/// <summary>Which unit an element of a weight tensor belongs to, and what the tensors are at first.</summary>
public sealed class WeightSlotTests
{
    static WeightSlotTests() => NativeBackend.EnsureLoaded();

    /// <summary>A unit's weights are those that its output depends on: found by differentiating the plain layer's outputs.</summary>
    [Theory]
    [InlineData("Linear", 1)]
    [InlineData("Conv1d", 1)]
    [InlineData("Conv2d", 1)]
    [InlineData("Grouped", 1)]
    [InlineData("Transposed", 1)]
    [InlineData("TransposedInGroups", 1)]
    [InlineData("Embedding", -1)]
    [InlineData("GroupNorm", 1)]
    [InlineData("BatchNorm", 1)]
    [InlineData("LayerNorm", 2)]
    public void Elements_belong_to_the_unit_that_they_feed(string name, int unitDimension)
    {
        using var scope = NewDisposeScope();
        using var noise = new Generator(2);
        var layer = LayerCase.Of(name);
        var leaves = layer.Slots.Select(slot => randn(slot.Shape, dtype: ScalarType.Float64, generator: noise).requires_grad_()).ToArray();
        var outputs = layer.Plain(leaves, randn([40, .. layer.Shape], dtype: ScalarType.Float64, generator: noise)).unbind(unitDimension);
        Assert.Equal(layer.Slots[0].Units, outputs.Length);
        for (var unit = 0; unit < outputs.Length; unit++)
        {
            var gradients = autograd.grad([outputs[unit].pow(2).sum()], leaves, retain_graph: true);
            for (var i = 0; i < leaves.Length; i++)
            {
                var feeds = gradients[i].ne(0).reshape(-1).data<bool>().ToArray();
                var slot = layer.Slots[i];
                for (var element = 0; element < slot.Count; element++)
                {
                    // Vector 1 of the embedding is padding and feeds nothing.
                    Assert.True(feeds[element] == (slot.UnitOf(element) == unit) || (name == "Embedding" && element / 3 == 1));
                }
            }
        }
    }

    [Theory]
    [InlineData("Lstm", 4)]
    [InlineData("Gru", 3)]
    public void A_gate_s_rows_belong_to_the_units_of_the_state(string name, int gates)
    {
        foreach (var slot in LayerCase.Of(name).Slots)
        {
            var columns = slot.Count / (gates * 2);
            Assert.Equal(2, slot.Units);
            Assert.Equal(Enumerable.Range(0, slot.Count).Select(element => element / columns % 2), Enumerable.Range(0, slot.Count).Select(slot.UnitOf));
        }
    }

    [Fact]
    public void Every_tensor_starts_as_in_the_plain_layer()
    {
        using var scope = NewDisposeScope();
        using var noise = new Generator(2);
        var weights = zeros(1, EveryLayer.Layout.WeightCount, dtype: ScalarType.Float64);
        ResponseInitialization.Standard(weights, EveryLayer.Layout, noise);
        foreach (var slot in EveryLayer.Layout.Slots)
        {
            var tensor = weights[0].narrow(0, slot.Offset, slot.Count);
            var (least, most) = (tensor.min().item<double>(), tensor.max().item<double>());
            switch (slot.Name.Split('.'))
            {
                case ["LayerNorm" or "GroupNorm" or "BatchNorm", var part]:
                    Assert.Equal(part == "weight" ? (1.0, 1.0) : (0.0, 0.0), (least, most));
                    break;
                case ["Embedding", _]:
                    Assert.InRange(tensor.std().item<double>(), 0.5, 1.5);
                    break;
                default:
                    var bound = 1 / Math.Sqrt(Plain(slot.Name.Split('.')[0]));
                    Assert.InRange(Math.Max(-least, most), 0.1 * bound, bound);
                    break;
            }
        }

        // Inputs of a unit as TorchSharp's own layers count them; of a recurrent layer, the features of the state.
        static double Plain(string layer) => layer switch
        {
            "Linear" => 5,
            "Conv1d" => 3,
            "Conv2d" => 12,
            "Grouped" => 8,
            "Transposed" => 27,
            "TransposedInGroups" => 12,
            _ => 2,
        };
    }
}
