using CsCheck;
using Hyper.Runtime.Host;
using Hyper.Runtime.Native;
using Hyper.Runtime.Passes;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Passes;

/// <summary>The penalty's pass over memory against the library's operations.</summary>
public sealed class PenaltyKernelTests
{
    static PenaltyKernelTests() => NativeBackend.EnsureLoaded();

    [Fact]
    public void Value_and_gradient_are_what_the_formula_says()
        => Gen.Select(Gen.OneOf(Gen.Int[1, 40], Gen.Int[4_090, 8_200], Gen.Const(300_003)), Gen.Enum<PenaltyKernel.Strengths>(), Gen.Bool).Sample(
            (count, kind, isDouble) =>
            {
                using var scope = NewDisposeScope();
                var type = isDouble ? ScalarType.Float64 : ScalarType.Float32;
                var (w, gradient) = (randn(count, dtype: type), randn(count, dtype: type));
                var strengths = kind == PenaltyKernel.Strengths.Shared ? rand(1, dtype: type) : randn(count, dtype: type);
                var lambda = kind == PenaltyKernel.Strengths.OwnLogarithms ? strengths.exp() : strengths;
                var expected = gradient + (2 * 0.3 * lambda * w);
                var value = (lambda * w * w).to(ScalarType.Float64).sum().item<double>();
                var found = isDouble ? Run<double>(w, strengths, kind, gradient) : Run<float>(w, strengths, kind, gradient);

                // Rounding is a share of the number: of 300,003 strengths e^z one is now and then above 100.
                var difference = ((gradient - expected).abs() / expected.abs().clamp_min(1)).max().to(ScalarType.Float64).item<double>();
                return difference <= (isDouble ? 1e-12 : 2e-5) && Math.Abs(found - value) <= (isDouble ? 1e-9 : 2e-3) * Math.Sqrt(count);
            },
            iter: 60,
            threads: 1);

    [Fact]
    public void The_value_does_not_depend_on_the_threads()
    {
        using var scope = NewDisposeScope();
        var threads = get_num_threads();
        try
        {
            var (w, strengths) = (randn(700_001), rand(700_001));
            set_num_threads(1);
            var alone = Run<float>(w, strengths, PenaltyKernel.Strengths.Own, zeros(700_001));
            set_num_threads(4);
            Assert.Equal(alone, Run<float>(w, strengths, PenaltyKernel.Strengths.Own, zeros(700_001)));
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    private static unsafe double Run<T>(Tensor w, Tensor strengths, PenaltyKernel.Strengths kind, Tensor gradient)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => PenaltyKernel.Square(
            (T*)TensorMemory.Address(w), (T*)TensorMemory.Address(strengths), kind, (T*)TensorMemory.Address(gradient), w.NumberOfElements, T.CreateChecked(0.3));
}
