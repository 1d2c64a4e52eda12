using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Native;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Layers;

/// <summary>Weights in a graph give the losses and gradients that leaf weights give, and second derivatives as well.</summary>
public sealed class TracedWeightsTests
{
    static TracedWeightsTests() => NativeBackend.EnsureLoaded();

    [Theory]
    [InlineData(1, 6)]
    [InlineData(3, 6)]
    [InlineData(4, 7)]
    public void Loss_and_gradient_are_those_of_leaf_weights(int samples, int rows)
    {
        using var scope = NewDisposeScope();
        using var fixture = new LayerFixture(samples, Per.Unit);
        var input = randn(rows, 5, dtype: ScalarType.Float64, generator: fixture.Noise);

        fixture.Context.Begin(fixture.Weights, fixture.Unconstrained, rows, training: true);
        var leafLoss = Loss(fixture, input);
        fixture.Context.Backward(leafLoss);

        var flat = fixture.Weights.Values.clone().requires_grad_();
        fixture.Context.Begin(new TracedWeights(LayerFixture.Layout, flat), fixture.Unconstrained, rows, training: true);
        var tracedLoss = Loss(fixture, input);
        tracedLoss.backward();

        Assert.Equal(leafLoss.item<double>(), tracedLoss.item<double>(), 12);
        Assert.InRange((flat.grad! - fixture.Weights.Gradient).abs().max().item<double>(), 0, 1e-12);
    }

    [Fact]
    public void A_penalty_has_a_mixed_second_derivative()
    {
        using var scope = NewDisposeScope();
        using var fixture = new LayerFixture(1, Per.Weight);
        var w = fixture.Weights.Values.clone().requires_grad_();
        var u = fixture.Unconstrained.clone().requires_grad_();
        fixture.Context.Begin(new TracedWeights(LayerFixture.Layout, w), u, 4, training: true);
        var gradient = autograd.grad([Regularizers.L2(fixture.Strength)], [w], retain_graph: true, create_graph: true)[0];
        var mixed = autograd.grad([gradient.sum()], [u])[0];

        // ∂²/∂w∂u of exp(u)w² is 2·exp(u)·w, and zero between different weights.
        Assert.InRange((mixed - (2 * u.exp() * w)).abs().max().item<double>(), 0, 1e-12);
    }

    [Fact]
    public void Closed_form_backward_is_refused()
    {
        using var scope = NewDisposeScope();
        using var fixture = new LayerFixture(1, Per.Scalar);
        fixture.Context.Begin(new TracedWeights(LayerFixture.Layout, fixture.Weights.Values.clone().requires_grad_()), fixture.Unconstrained, 4, training: true);
        Assert.Throws<InvalidOperationException>(() => fixture.Context.Backward(Regularizers.L2(fixture.Strength)));
    }

    [Fact]
    public void Weights_of_another_size_are_refused()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ArgumentException>(() => new TracedWeights(LayerFixture.Layout, zeros(1, 35)));
    }

    private static Tensor Loss(LayerFixture fixture, Tensor input) =>
        fixture.Second.forward(fixture.First.forward(input).tanh()).pow(2).mean() + Regularizers.L2(fixture.Strength)
        + (0.5 * Regularizers.L1(fixture.Strength));
}
