using Hyper.Runtime.Native;
using Hyper.Runtime.Passes;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Passes;

/// <summary>Each term of a loss, value and gradient, is what autograd gives.</summary>
public sealed class LossTermTests
{
    private delegate Tensor Term(Tensor x, double factor, out Tensor gradient);

    static LossTermTests() => NativeBackend.EnsureLoaded();

    [Fact]
    public void Values_and_gradients()
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        var target = randint(4, [3]);
        AssertSame(LossTerms.Value, x => x, []);
        AssertSame(LossTerms.Value, x => x.sum(), [1]);
        AssertSame(LossTerms.Value, x => x.sum(), [1, 1]);
        AssertSame(LossTerms.Sum, x => x.sum(), [3, 4]);
        AssertSame(LossTerms.Mean, x => x.mean(), [3, 4]);
        AssertSame(LossTerms.MeanSquares, x => x.square().mean(), [3, 4]);
        AssertSame(LossTerms.RowSquares, x => x.square().sum(1).mean(), [3, 4]);
        AssertSame((Tensor x, double factor, out Tensor gradient) => LossTerms.CrossEntropy(x, target, factor, out gradient), x => nn.functional.cross_entropy(x, target), [3, 4]);
    }

    /// <summary>A pass adds its terms up in place.</summary>
    [Fact]
    public void A_value_is_a_tensor_of_its_own()
    {
        using var scope = NewDisposeScope();
        var value = tensor(3.0);
        LossTerms.Value(value, 1, out _).add_(value);
        Assert.Equal(3, value.item<double>());
        Assert.Throws<ArgumentException>(() => LossTerms.Value(ones(2), 1, out _));
    }

    private static void AssertSame(Term term, Func<Tensor, Tensor> loss, long[] shape)
    {
        var x = randn(shape, dtype: ScalarType.Float64, requires_grad: true);
        var expected = loss(x) * -1.5;
        var expectedGradient = autograd.grad([expected], [x])[0];
        using var untraced = no_grad();
        var value = term(x.detach(), -1.5, out var gradient);
        Assert.Empty(value.shape);
        Assert.Equal(expected.item<double>(), value.item<double>(), 1e-14);
        Assert.Equal(x.shape, gradient.shape);
        Assert.True(expectedGradient.allclose(gradient, 1e-14, 1e-15));
    }
}
