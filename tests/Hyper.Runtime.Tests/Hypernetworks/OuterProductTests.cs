using CsCheck;
using Hyper.Runtime.Hypernetworks;
using Hyper.Runtime.Native;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Hypernetworks;

/// <summary>The sum of outer products against the library's matrix product.</summary>
public sealed class OuterProductTests
{
    static OuterProductTests() => NativeBackend.EnsureLoaded();

    [Fact]
    public void It_is_the_matrix_product()
        => Gen.Select(Gen.Int[1, 12], Gen.Int[1, 40], Gen.Int[1, 40], Gen.Bool, Gen.Bool).Sample(
            (samples, rows, columns, isDouble, isView) =>
            {
                using var scope = NewDisposeScope();
                var type = isDouble ? ScalarType.Float64 : ScalarType.Float32;
                var a = isView ? randn(samples, rows + 3, dtype: type).narrow(1, 2, rows) : randn(samples, rows, dtype: type);
                var b = randn(samples, columns, dtype: type);
                var destination = full(rows, columns, double.NaN, dtype: type);
                OuterProduct.Write(destination, a, b);
                var difference = (destination - a.t().mm(b)).abs().max().to(ScalarType.Float64).item<double>();
                return difference <= (isDouble ? 1e-12 : 1e-4);
            },
            iter: 200,
            threads: 1);
}
