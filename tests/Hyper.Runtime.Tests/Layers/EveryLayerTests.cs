using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Layers;

/// <summary>
/// Every kind of layer with every family: outputs and gradients are those of plain TorchSharp with the elementary weights
/// of each sample, and second derivatives are those of finite differences.
/// </summary>
public sealed class EveryLayerTests
{
    static EveryLayerTests() => NativeBackend.EnsureLoaded();

    public static TheoryData<string, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            foreach (var layer in LayerCase.All)
            {
                foreach (var family in EveryLayer.Families)
                {
                    pairs.Add(layer.Name, family);
                }
            }

            return pairs;
        }
    }

    public static TheoryData<string> Names => [.. LayerCase.All.Select(layer => layer.Name)];

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Outputs_and_gradients_are_those_of_plain_layers(string name, string family)
    {
        foreach (var type in (ScalarType[])[ScalarType.Float64, ScalarType.Float32])
        {
            // One sample, two, as many as rows, and rows that do not divide.
            foreach (var (samples, rows) in (ValueTuple<int, int>[])[(1, 6), (2, 6), (6, 6), (3, 7)])
            {
                Check(LayerCase.Of(name), family, samples, rows, type);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Second_derivatives_are_those_of_finite_differences(string name)
    {
        foreach (var (samples, rows) in (ValueTuple<int, int>[])[(1, 4), (2, 4), (2, 5)])
        {
            using var scope = NewDisposeScope();
            using var noise = new Generator(9);
            var layer = LayerCase.Of(name);
            var (model, response) = EveryLayer.Create("Linear", ScalarType.Float64, noise);
            using (response)
            using (model.Context)
            {
                var u = zeros(samples, EveryLayer.HyperparameterCount("Linear"), dtype: ScalarType.Float64);
                var w = randn(samples, EveryLayer.Layout.WeightCount, dtype: ScalarType.Float64, generator: noise);
                var direction = randn(w.shape, dtype: ScalarType.Float64, generator: noise);
                var input = randn([rows, .. layer.Shape], dtype: ScalarType.Float64, generator: noise);

                var leaf = w.clone().requires_grad_();
                var gradient = Gradient(leaf, createGraph: true);
                var product = autograd.grad([(gradient * direction).sum()], [leaf])[0];

                // Central differences of the first derivative: the error is of the order of step² = 1e-10.
                const double Step = 1e-5;
                var above = Gradient((w + (direction * Step)).requires_grad_(), createGraph: false);
                var below = Gradient((w - (direction * Step)).requires_grad_(), createGraph: false);
                Close((above - below) / (2 * Step), product, 1e-7);

                // What goes in depends on the weights too, as in any layer but the first.
                Tensor Gradient(Tensor at, bool createGraph)
                {
                    var rowInput = input + (input.cos() * at.sin().mean());
                    model.Context.Begin(new TracedWeights(EveryLayer.Layout, at), u, rows, training: true);
                    return autograd.grad([Loss(layer.Apply(model, rowInput))], [at], retain_graph: createGraph, create_graph: createGraph)[0];
                }
            }
        }

        // Not quadratic in anything, so that no second derivative is zero.
        static Tensor Loss(Tensor output) => (output + (0.3 * output.pow(3)) + output.sin()).mean();
    }

    private static void Check(LayerCase layer, string family, int samples, int rows, ScalarType type)
    {
        using var scope = NewDisposeScope();
        using var noise = new Generator(3);
        var (model, response) = EveryLayer.Create(family, type, noise);
        using (response)
        using (model.Context)
        using (var weights = new ElementaryWeights(EveryLayer.Layout, samples, type, CPU))
        {
            var z = randn(samples, EveryLayer.HyperparameterCount(family), dtype: type, generator: noise) * 0.1;
            response.Parameters.Values.add_(randn(response.Parameters.Values.shape, dtype: type, generator: noise) * 0.1);
            var input = randn([rows, .. layer.Shape], dtype: type, generator: noise);
            var hidden = response.Respond(z, weights.Values);
            var observed = 0;
            model.Context.Observer = (slot, _, _) =>
            {
                Assert.Equal(layer.Slots[0], EveryLayer.Layout.Slots[slot]);
                observed++;
            };

            var leafInput = input.clone().requires_grad_();
            model.Context.Begin(weights, z, rows, training: true);
            var output = layer.Apply(model, leafInput);
            var direction = randn(output.shape, dtype: type, generator: noise);
            model.Context.Backward((output * direction).sum());
            response.PullBack(z, hidden, weights.Gradient);
            var phiGradient = response.Parameters.Gradient.clone();

            var expectedGradient = zeros(samples, EveryLayer.Layout.WeightCount, dtype: type);
            var expected = new Tensor[samples];
            var plainInput = input.clone().requires_grad_();
            var loss = zeros([], dtype: type);
            var leaves = new Tensor[samples][];
            long start = 0;
            for (var s = 0; s < samples; s++)
            {
                var count = (rows / samples) + (s < rows % samples ? 1 : 0);
                leaves[s] = [.. layer.Slots.Select(slot => weights.Values[s].narrow(0, slot.Offset, slot.Count).view(slot.Shape).clone().detach().requires_grad_())];
                expected[s] = layer.Plain(leaves[s], plainInput.narrow(0, start, count));
                loss = loss + (expected[s] * direction.narrow(0, start, count)).sum();
                start += count;
            }

            loss.backward();
            for (var s = 0; s < samples; s++)
            {
                for (var i = 0; i < leaves[s].Length; i++)
                {
                    expectedGradient[s].narrow(0, layer.Slots[i].Offset, layer.Slots[i].Count).copy_(leaves[s][i].grad!.reshape(-1));
                }
            }

            response.PullBack(z, hidden, expectedGradient);

            // The same sums of products in another order.
            var tolerance = type == ScalarType.Float64 ? 1e-10 : 1e-5;
            Close(cat(expected), output, tolerance);
            Close(expectedGradient, weights.Gradient, tolerance);
            Close(response.Parameters.Gradient, phiGradient, tolerance);
            if (plainInput.grad is { } inputGradient)
            {
                Close(inputGradient, leafInput.grad!, tolerance);
            }

            Assert.Equal(1, observed);
        }
    }

    private static void Close(Tensor expected, Tensor actual, double tolerance)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.InRange(((expected - actual).norm() / expected.norm()).to(ScalarType.Float64).item<double>(), 0, tolerance);
    }
}
