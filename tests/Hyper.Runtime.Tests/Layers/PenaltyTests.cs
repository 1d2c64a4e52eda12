using Hyper.Runtime.Layers.Context;
using Hyper.Runtime.Native;
using Hyper.Runtime.Passes;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Layers;

/// <summary>Penalties, whose gradients are written out, against sums that autograd traces.</summary>
public sealed class PenaltyTests
{
    static PenaltyTests() => NativeBackend.EnsureLoaded();

    public static TheoryData<Per, int, int, bool> Cases
    {
        get
        {
            var cases = new TheoryData<Per, int, int, bool>();
            foreach (var granularity in Enum.GetValues<Per>())
            {
                foreach (var (samples, rows) in ((int, int)[])[(1, 4), (2, 4), (3, 4), (4, 4)])
                {
                    cases.Add(granularity, samples, rows, true);
                    cases.Add(granularity, samples, rows, false);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Values_and_gradients_are_those_of_autograd(Per granularity, int samples, int rows, bool square)
    {
        using var scope = NewDisposeScope();
        using var fixture = new LayerFixture(samples, granularity);
        fixture.Context.Begin(fixture.Weights, fixture.Unconstrained, rows, training: true);
        var penalty = square ? Regularizers.L2(fixture.Strength) : Regularizers.L1(fixture.Strength);
        fixture.Context.Backward(penalty * 3);

        var weights = fixture.Weights.Values.clone().requires_grad_();
        var lambda = fixture.Unconstrained.exp();
        var expected = zeros([], dtype: ScalarType.Float64);
        for (var s = 0; s < samples; s++)
        {
            var share = (double)((rows / samples) + (s < rows % samples ? 1 : 0)) / rows;
            var each = (square ? weights[s].pow(2) : weights[s].abs()) * PerWeight(lambda[s], granularity);
            expected = expected + (each.sum() * share);
        }

        (expected * 3).backward();
        Assert.Equal(expected.item<double>(), penalty.item<double>(), 1e-12 * Math.Abs(expected.item<double>()));
        Assert.True(fixture.Weights.Gradient.allclose(weights.grad!, rtol: 1e-12, atol: 1e-12));
    }

    [Theory]
    [InlineData(Per.Scalar)]
    [InlineData(Per.Layer)]
    [InlineData(Per.Unit)]
    [InlineData(Per.Weight)]
    public void Biases_can_be_left_out(Per granularity)
    {
        using var scope = NewDisposeScope();
        using var fixture = new LayerFixture(2, granularity, penalized: Penalized.WithoutBiases);
        var expected = fixture.Weights.Values.clone();
        expected.narrow(1, 20, 4).zero_();
        var lambda = cat([.. Enumerable.Range(0, 2).Select(s => PerWeight(fixture.Unconstrained.exp()[s], granularity).view(1, -1))]);

        fixture.Context.Begin(fixture.Weights, fixture.Unconstrained, 4, training: true);
        var penalty = Regularizers.L2(fixture.Strength);
        fixture.Context.Backward(penalty);
        Assert.Equal((lambda * expected.square()).sum().item<double>() / 2, penalty.item<double>(), 1e-12);
        Assert.True(fixture.Weights.Gradient.allclose(lambda * expected, rtol: 1e-12, atol: 1e-12));

        // The compiled passes' way.
        fixture.Context.Begin(fixture.Weights, fixture.Unconstrained, 4, training: true);
        fixture.Context.ClearGradient();
        var compiled = LossTerms.L2(fixture.Strength, 1) + LossTerms.L1(fixture.Strength, 0.5);
        Assert.Equal((lambda * (expected.square() + (expected.abs() * 0.5))).sum().item<double>() / 2, compiled.item<double>(), 1e-12);
        Assert.True(fixture.Weights.Gradient.allclose(lambda * (expected + (expected.sign() * 0.25)), rtol: 1e-12, atol: 1e-12));
    }

    [Fact]
    public void A_penalty_that_the_loss_does_not_use_has_no_gradient()
    {
        using var scope = NewDisposeScope();
        using var fixture = new LayerFixture(2, Per.Weight);
        fixture.Context.Begin(fixture.Weights, fixture.Unconstrained, 4, training: true);
        Regularizers.L2(fixture.Strength);
        fixture.Context.Backward(fixture.First.forward(ones(4, 5, dtype: ScalarType.Float64)).sum() * 0);
        Assert.Equal(0, fixture.Weights.Gradient.abs().max().item<double>());
    }

    [Fact]
    public void Two_penalties_add_up()
    {
        using var scope = NewDisposeScope();
        using var fixture = new LayerFixture(1, Per.Scalar);
        fixture.Context.Begin(fixture.Weights, fixture.Unconstrained, 1, training: true);
        fixture.Context.Backward(Regularizers.L2(fixture.Strength) + (Regularizers.L1(fixture.Strength) * 0.5));
        var w = fixture.Weights.Values;
        var expected = ((w * 2) + (w.sign() * 0.5)) * fixture.Unconstrained.exp();
        Assert.True(fixture.Weights.Gradient.allclose(expected, rtol: 1e-12, atol: 1e-12));
    }

    [Fact]
    public void A_hyperparameter_with_a_count_of_its_own_cannot_be_a_penalty()
    {
        using var scope = NewDisposeScope();
        using var fixture = new LayerFixture(1, Per.Scalar);
        var space = new Hyper.Runtime.Spaces.HyperparameterSpace(
            new Hyper.Runtime.Spaces.HyperparameterInfo("Own", 0, 5, Per.Scalar, new Hyper.Runtime.Spaces.Transform(Scale.Log), 1));
        using var context = new ForwardContext(LayerFixture.Layout, space);
        context.Begin(fixture.Weights, zeros(1, 5, dtype: ScalarType.Float64), 1, training: true);
        var exception = Assert.Throws<HyperDslException>(() => Regularizers.L2(new HyperTensor(context, space.Hyperparameters[0])));
        Assert.Contains("Per.Weight instead of Count", exception.Message, StringComparison.Ordinal);
    }

    private static Tensor PerWeight(Tensor lambda, Per granularity)
    {
        switch (granularity)
        {
            case Per.Weight:
                return lambda;
            case Per.Unit:
                var first = lambda.narrow(0, 0, 4);
                var second = lambda.narrow(0, 4, 3);
                return cat([first.unsqueeze(1).expand(4, 5).reshape(-1), first, second.unsqueeze(1).expand(3, 4).reshape(-1)]);
            case Per.Layer:
                return cat([lambda[0].expand(24), lambda[1].expand(12)]);
            default:
                return lambda.expand(36);
        }
    }
}
