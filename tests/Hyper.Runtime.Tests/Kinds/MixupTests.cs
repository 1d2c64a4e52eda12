using Hyper.Runtime.Native;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Hyper.Runtime.Tests.Kinds;

public sealed class MixupTests
{
    static MixupTests() => NativeBackend.EnsureLoaded();

    [Fact]
    public void Targets_are_mixed_as_the_inputs_were()
    {
        using var scope = NewDisposeScope();
        using var fixture = new KindFixture(9, KindFixture.Each(0.7, 1.5));
        var inputs = randn(9, 4, dtype: ScalarType.Float64);
        var targets = inputs.narrow(1, 1, 2) * 3;
        var mixed = Mixup(inputs, fixture.Strength);
        Assert.True((mixed.narrow(1, 1, 2) * 3).allclose(MixTargets(targets, fixture.Strength), rtol: 1e-12, atol: 1e-12));
        Assert.False(mixed.allclose(inputs));
    }

    [Fact]
    public void Partners_belong_to_the_same_sample()
    {
        using var scope = NewDisposeScope();
        using var fixture = new KindFixture(11, KindFixture.Each(0.7, 1.5, 3));
        Mixup(zeros(11, 2, dtype: ScalarType.Float64), fixture.Strength);

        // Eleven rows in three samples are four, four and three.
        var own = one_hot(tensor([0L, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2]), 3);
        Assert.True(MixTargets(own, fixture.Strength).allclose(own.to(ScalarType.Float64), rtol: 1e-12, atol: 1e-12));
    }

    [Theory]
    [InlineData(1e-3)]
    [InlineData(0.2)]
    [InlineData(1)]
    [InlineData(5)]
    public void Shares_are_beta_distributed_and_differentiable(double alpha)
    {
        using var scope = NewDisposeScope();
        const int rows = 200_000;
        var leaf = KindFixture.Each(alpha).requires_grad_();
        using var fixture = new KindFixture(rows, leaf);
        Mixup(zeros(rows, 1, dtype: ScalarType.Float64), fixture.Strength);
        var share = fixture.Strength.Mixture!.Share;
        var product = (share * (1 - share)).mean();

        // For m ~ Beta(α, α): E m = 1/2, E m(1 − m) = α/(2(2α + 1)), whose derivative is 1/(2(2α + 1)²).
        Assert.Equal(0.5, share.mean().item<double>(), 0.006);
        Assert.Equal(alpha / (2 * ((2 * alpha) + 1)), product.item<double>(), 0.0015);
        product.backward();
        Assert.InRange(leaf.grad!.item<double>() * 2 * Math.Pow((2 * alpha) + 1, 2), 0.9, 1.1);
    }

    [Fact]
    public void Weak_mixing_in_single_precision_stays_finite()
    {
        using var scope = NewDisposeScope();
        using var fixture = new KindFixture(2_000, KindFixture.Each(1e-3).to(ScalarType.Float32));
        var mixed = Mixup(randn(2_000, 2), fixture.Strength);
        Assert.True(mixed.isfinite().all().item<bool>());
    }

    [Fact]
    public void In_validation_targets_are_left_alone()
    {
        using var scope = NewDisposeScope();
        using var fixture = new KindFixture(3, KindFixture.Each(0.7), training: false);
        var targets = tensor([1.0, 2, 3]);
        Assert.True(MixTargets(targets, fixture.Strength).equal(targets).all().item<bool>());
    }

    [Fact]
    public void Misuse_is_told()
    {
        using var scope = NewDisposeScope();
        using var fixture = new KindFixture(3, KindFixture.Each(0.7));
        var targets = tensor([1.0, 2, 3]);
        Assert.Contains("call Mixup(inputs, Strength)", Assert.Throws<HyperDslException>(() => MixTargets(targets, fixture.Strength)).Message, StringComparison.Ordinal);
        Mixup(targets, fixture.Strength);
        Assert.Contains("twice", Assert.Throws<HyperDslException>(() => Mixup(targets, fixture.Strength)).Message, StringComparison.Ordinal);
        Assert.Contains("one_hot", Assert.Throws<HyperDslException>(() => MixTargets(tensor([1L, 2, 0]), fixture.Strength)).Message, StringComparison.Ordinal);
        Assert.Contains("2 rows of targets for 3 rows", Assert.Throws<HyperDslException>(() => MixTargets(tensor([1.0, 2]), fixture.Strength)).Message, StringComparison.Ordinal);
    }
}
