using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Layers;

/// <summary>The recurrent layers against TorchSharp's own modules with the same weights, outputs and gradients.</summary>
public sealed class RecurrentModuleTests
{
    static RecurrentModuleTests() => NativeBackend.EnsureLoaded();

    [Theory]
    [InlineData("Lstm")]
    [InlineData("Gru")]
    public void Outputs_and_gradients_are_those_of_the_module(string name)
    {
        using var scope = NewDisposeScope();
        using var noise = new Generator(8);
        var (model, response) = EveryLayer.Create("Linear", ScalarType.Float64, noise);
        using (response)
        using (model.Context)
        using (var weights = new ElementaryWeights(EveryLayer.Layout, 1, ScalarType.Float64, CPU))
        {
            weights.Values.normal_(0, 1, noise);
            var input = randn([5, 6, 3], dtype: ScalarType.Float64, generator: noise);
            model.Context.Begin(weights, zeros(1, EveryLayer.HyperparameterCount("Linear"), dtype: ScalarType.Float64), 5, training: true);
            Tensor actual, expected;
            nn.Module module;
            if (name == "Lstm")
            {
                var lstm = nn.LSTM(3, 2, batchFirst: true, dtype: ScalarType.Float64);
                module = lstm;
                Fill(module, weights, name);
                var (outputs, hidden, cell) = model.Lstm.forward(input);
                var (plain, plainHidden, plainCell) = lstm.forward(input);
                Assert.True(hidden.allclose(plainHidden[0], rtol: 1e-12, atol: 1e-12));
                Assert.True(cell.allclose(plainCell[0], rtol: 1e-12, atol: 1e-12));
                (actual, expected) = (outputs, plain);
            }
            else
            {
                var gru = nn.GRU(3, 2, batchFirst: true, dtype: ScalarType.Float64);
                module = gru;
                Fill(module, weights, name);
                var (outputs, hidden) = model.Gru.forward(input);
                var (plain, plainHidden) = gru.forward(input);
                Assert.True(hidden.allclose(plainHidden[0], rtol: 1e-12, atol: 1e-12));
                (actual, expected) = (outputs, plain);
            }

            using (module)
            {
                Assert.True(actual.allclose(expected, rtol: 1e-12, atol: 1e-12));
                model.Context.Backward(actual.pow(2).sum());
                expected.pow(2).sum().backward();
                var parameters = module.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter);
                foreach (var slot in LayerCase.Of(name).Slots)
                {
                    var gradient = weights.Gradient.view(-1).narrow(0, slot.Offset, slot.Count).view(slot.Shape);
                    Assert.True(gradient.allclose(parameters[slot.Name.Split('.')[1] + "_l0"].grad!, rtol: 1e-10, atol: 1e-10));
                }
            }
        }
    }

    private static void Fill(nn.Module module, ElementaryWeights weights, string layer)
    {
        using var noGrad = no_grad();
        var parameters = module.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter);
        foreach (var slot in LayerCase.Of(layer).Slots)
        {
            parameters[slot.Name.Split('.')[1] + "_l0"].copy_(weights.Values.view(-1).narrow(0, slot.Offset, slot.Count).view(slot.Shape));
        }
    }
}
