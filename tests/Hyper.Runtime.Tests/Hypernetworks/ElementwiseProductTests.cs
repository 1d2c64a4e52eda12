using CsCheck;
using Hyper.Runtime.Hypernetworks;
using Hyper.Runtime.Native;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Hypernetworks;

/// <summary>Both ways through w = a + b⊙z against the library's operations.</summary>
public sealed class ElementwiseProductTests
{
    static ElementwiseProductTests() => NativeBackend.EnsureLoaded();

    [Fact]
    public void Both_ways_are_what_the_formula_says()
        => Gen.Select(Gen.Int[1, 5], Gen.OneOf(Gen.Int[1, 40], Gen.Int[4_090, 8_200], Gen.Const(300_003)), Gen.Bool, Gen.Bool).Sample(
            (samples, count, isDouble, isPart) =>
            {
                using var scope = NewDisposeScope();
                var type = isDouble ? ScalarType.Float64 : ScalarType.Float32;

                // In a block of a hybrid, and where there are other hyperparameters, rows are parts of longer ones.
                Tensor Rows() => isPart ? randn(samples, count + 7, dtype: type).narrow(1, 3, count) : randn(samples, count, dtype: type);
                var (a, b, z, gradient, weights) = (randn(1, count, dtype: type), randn(1, count, dtype: type), Rows(), Rows(), Rows());
                ElementwiseProduct.Respond(weights, a, b, z);
                var (ofA, ofB) = (full(1, count, double.NaN, dtype: type), full(1, count, double.NaN, dtype: type));
                ElementwiseProduct.PullBack(ofA, ofB, gradient, z);
                return Near(weights, a + (b * z)) && Near(ofA, gradient.sum(0, keepdim: true)) && Near(ofB, (gradient * z).sum(0, keepdim: true));

                bool Near(Tensor found, Tensor expected) => (found - expected).abs().max().to(ScalarType.Float64).item<double>() <= (isDouble ? 1e-12 : 1e-4);
            },
            iter: 60,
            threads: 1);

    [Fact]
    public void What_surrounds_a_part_is_left_alone()
    {
        using var scope = NewDisposeScope();
        var whole = zeros(3, 30);
        ElementwiseProduct.Respond(whole.narrow(1, 10, 9), ones(1, 9), ones(1, 9), ones(3, 9));
        Assert.Equal(54, whole.sum().item<float>());
        Assert.Equal(54, whole.narrow(1, 10, 9).sum().item<float>());
    }
}
