using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Native;
using Hyper.Runtime.Passes;
using Hyper.Runtime.Tests.Models;
using Hyper.Runtime.Tests.Training;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Passes;

/// <summary>A part of a pass that autograd differentiates by itself gives what autograd gives of the whole.</summary>
[Collection(nameof(AloneInProcess))]
public sealed class AutogradPartTests
{
    private const int Rows = 6;

    static AutogradPartTests() => NativeBackend.EnsureLoaded();

    [Fact]
    public void Outputs_and_gradients_without_layers()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var (first, second, labels) = (randn(Rows, 4, dtype: ScalarType.Float64, requires_grad: true), randn(Rows, 2, dtype: ScalarType.Float64, requires_grad: true), randint(4, [Rows, 1]));
        var expected = Compute([first, second]);
        var seeds = expected.Select(output => randn(output.shape, dtype: ScalarType.Float64)).ToArray();
        foreach (var given in (bool[][])[[true, true, true], [true, false, true], [false, true, false], [false, false, true]])
        {
            Tensor?[] gradients = [.. seeds.Select((seed, i) => given[i] ? seed : null)];
            var leaves = (Tensor[])[first, second];
            var received = Enumerable.Range(0, 3).Where(i => given[i] && expected[i].requires_grad).ToList();
            var whole = received.Count == 0
                ? new Tensor[2]
                : autograd.grad([.. received.Select(i => expected[i])], leaves, [.. received.Select(i => seeds[i])], retain_graph: true, allow_unused: true);
            using var untraced = no_grad();
            var part = AutogradPart.Of([first, second], Compute);
            Assert.All(part.Outputs.Zip(expected), pair => Assert.True(pair.First.Equals(pair.Second)));
            Assert.All(part.Outputs, output => Assert.False(output.requires_grad));
            var back = part.PullBack(gradients);
            for (var i = 0; i < leaves.Length; i++)
            {
                AssertEqual(whole[i] is { IsInvalid: false } gradient ? gradient : null, back[i]);
            }
        }

        Tensor[] Compute(Tensor[] inputs)
        {
            var pieces = chunk(inputs[0], 2, 1);
            return [pieces[0].gather(1, labels % 2), pieces[1] * inputs[1], inputs[0].argmax(1)];
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Weights_of_recurrent_and_other_layers_take_part(int samples)
    {
        using var scope = NewDisposeScope();
        using var noise = new Generator(8);
        var (model, response) = EveryLayer.Create("Linear", ScalarType.Float64, noise);
        using var owned = response;
        using var context = model.Context;
        using var weights = new ElementaryWeights(EveryLayer.Layout, samples, ScalarType.Float64, CPU);
        weights.Values.normal_(0, 1, noise);
        var u = zeros(samples, EveryLayer.HyperparameterCount("Linear"), dtype: ScalarType.Float64);
        var rows = randn([Rows, 4, 3], dtype: ScalarType.Float64, generator: noise).requires_grad_();
        var seed = randn([Rows, 4, 2], dtype: ScalarType.Float64, generator: noise);

        context.Begin(weights, u, Rows, training: true);
        var outputs = Compute([rows]);
        context.Backward((outputs[0] * seed).sum() + outputs[1].sum());
        var expected = weights.Gradient.clone();
        var expectedRows = rows.grad!.clone();

        using var untraced = no_grad();
        context.Begin(weights, u, Rows, training: true);
        context.ClearGradient();
        var part = AutogradPart.Of([rows], [model.Lstm, model.Gru, model.Linear, model.Lstm], Compute);
        var back = part.PullBack([seed, ones_like(part.Outputs[1])]);
        AssertEqual(expected, weights.Gradient);
        AssertEqual(expectedRows, back[0]);

        // A second part adds to it, and an output that nothing comes back to leaves its layers alone.
        AutogradPart.Of([rows], [model.Lstm, model.Gru], Compute).PullBack([seed, null]);
        AutogradPart.Of([rows], [model.Lstm, model.Gru, model.Linear], Compute).PullBack([null, ones_like(part.Outputs[1])]);
        AssertEqual(expected * 2, weights.Gradient);

        Tensor[] Compute(Tensor[] inputs)
        {
            var (steps, _, cell) = model.Lstm.forward(inputs[0]);
            var (again, _) = model.Gru.forward(inputs[0]);
            return [steps * again, model.Linear.forward(nn.functional.pad(cell, [0, model.Linear.Inputs - 2])).sum(1)];
        }
    }

    [Fact]
    public void Nothing_traced_gives_no_gradient()
    {
        using var scope = NewDisposeScope();
        using var untraced = no_grad();
        var labels = randint(3, [5]);
        var part = AutogradPart.Of([], _ => [labels + 1, labels.to(ScalarType.Float64)]);
        Assert.Empty(part.PullBack([ones(5), ones(5, dtype: ScalarType.Float64)]));
        var aside = AutogradPart.Of([randn(3)], _ => [randn(3)]);
        Assert.Equal(0, Assert.Single(aside.PullBack([randn(3)])).abs().sum().item<float>());
    }

    [Fact]
    public void What_autograd_would_not_survive_is_refused()
    {
        using var scope = NewDisposeScope();
        using var untraced = no_grad();
        var part = AutogradPart.Of([randn(3)], inputs => [inputs[0] * 2]);
        Assert.Throws<ArgumentException>(() => part.PullBack([randn(3), randn(3)]));
        Assert.Throws<ArgumentException>(() => part.PullBack([randn(4)]));
        Assert.Throws<ArgumentException>(() => part.PullBack([randn(3, dtype: ScalarType.Float64)]));
        Assert.NotNull(part.PullBack([randn(3)])[0]);
        Assert.Throws<InvalidOperationException>(() => part.PullBack([randn(3)]));
    }

    /// <summary>For weights that nothing depends on the library makes tensors that are none: it counts them for ever, and holds nothing.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Thousands_of_parts_hold_what_one_held(bool listsUnused)
    {
        using var noise = new Generator(8);
        var (model, response) = EveryLayer.Create("Linear", ScalarType.Float32, noise);
        using var owned = response;
        using var context = model.Context;
        using var weights = new ElementaryWeights(EveryLayer.Layout, 2, ScalarType.Float32, CPU);
        using var u = zeros(2, EveryLayer.HyperparameterCount("Linear"));
        using var rows = randn(Rows, 4, 3);
        using var untraced = no_grad();
        Use(100);
        var (tensors, bytes) = Held();
        Use(3_000);
        var (tensorsAfter, bytesAfter) = Held();
        Assert.InRange(tensorsAfter - tensors, long.MinValue, listsUnused ? 6_000 : 0);
        Assert.InRange(bytesAfter - bytes, long.MinValue, 100_000);

        void Use(int times)
        {
            for (var i = 0; i < times; i++)
            {
                using var scope = NewDisposeScope();
                context.Begin(weights, u, Rows, training: true);
                context.ClearGradient();
                var part = AutogradPart.Of([rows], listsUnused ? [model.Gru, model.Linear] : [model.Gru], inputs => [model.Gru.forward(inputs[0]).Outputs, inputs[0].argmax(1)]);
                part.PullBack([part.Outputs[0], null]);
            }
        }

        static (long Tensors, long Bytes) Held()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return (Tensor.TotalCount, GC.GetTotalMemory(forceFullCollection: true));
        }
    }

    private static void AssertEqual(Tensor? expected, Tensor actual)
    {
        expected ??= zeros_like(actual);
        Assert.Equal(expected.shape, actual.shape);
        Assert.True(expected.allclose(actual, 1e-12, 1e-13), $"{expected} {actual}");
    }
}
