using CsCheck;
using Hyper.Runtime.Hypernetworks;
using Hyper.Runtime.Native;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Hypernetworks;

/// <summary>Products of few samples with long rows, against the library's.</summary>
public sealed class ThinProductTests
{
    static ThinProductTests() => NativeBackend.EnsureLoaded();

    private static readonly Gen<(int Samples, int Rows, int Columns, bool IsDouble, bool IsPart)> Sizes =
        Gen.Select(Gen.Int[1, 6], Gen.Int[1, 23], Gen.OneOf(Gen.Int[1, 70], Gen.Int[8_190, 8_260]), Gen.Bool, Gen.Bool);

    [Fact]
    public void A_combination_is_a_matrix_product()
        => Sizes.Sample(
            at =>
            {
                using var scope = NewDisposeScope();
                var (matrix, factors, other) = (Rows(at.Rows, at.Columns, at), randn(at.Samples, at.Rows, dtype: TypeOf(at)), randn(1, at.Columns, dtype: TypeOf(at)));
                var product = factors.mm(matrix);
                var destination = Rows(at.Samples, at.Columns, at);
                var before = destination.clone();
                ThinProduct.Combine(destination, other, factors, matrix);
                var fromRow = Distance(destination, product + other);
                destination.copy_(before);
                ThinProduct.Combine(destination, destination, factors, matrix);
                var fromItself = Distance(destination, product + before);
                destination.fill_(double.NaN);
                ThinProduct.Combine(destination, null, factors, matrix);
                return Math.Max(Math.Max(fromRow, fromItself), Distance(destination, product)) < Tolerance(at);
            },
            iter: 200,
            threads: 1);

    [Fact]
    public void A_projection_is_a_matrix_product()
        => Sizes.Sample(
            at =>
            {
                using var scope = NewDisposeScope();
                var (vectors, matrix) = (Rows(at.Samples, at.Columns, at), Rows(at.Rows, at.Columns, at));
                return Distance(ThinProduct.Project(vectors, matrix), vectors.mm(matrix.t())) < Tolerance(at);
            },
            iter: 200,
            threads: 1);

    [Fact]
    public void Zeros_project_to_zero_and_do_not_hide_another_sample()
    {
        using var scope = NewDisposeScope();
        var matrix = randn(5, 9_000, dtype: ScalarType.Float64);
        var vectors = zeros(2, 9_000, dtype: ScalarType.Float64);
        Assert.Equal(0, ThinProduct.Project(vectors, matrix).abs().max().item<double>());
        vectors[1].normal_();
        var projected = ThinProduct.Project(vectors, matrix);
        Assert.Equal(0, projected[0].abs().max().item<double>());
        Assert.True(Distance(projected, vectors.mm(matrix.t())) < 1e-10);
    }

    [Fact]
    public void Neither_depends_on_the_number_of_threads()
    {
        using var scope = NewDisposeScope();
        var threads = get_num_threads();
        var (matrix, vectors, factors) = (randn(10, 100_000), randn(2, 100_000), randn(2, 10));
        var results = new List<(Tensor Projected, Tensor Combined)>();
        try
        {
            for (var count = 1; count <= 3; count++)
            {
                set_num_threads(count);
                var combined = zeros(2, 100_000);
                ThinProduct.Combine(combined, null, factors, matrix);
                results.Add((ThinProduct.Project(vectors, matrix), combined));
            }
        }
        finally
        {
            set_num_threads(threads);
        }

        Assert.All(results, result =>
        {
            Assert.True(result.Projected.Equals(results[0].Projected));
            Assert.True(result.Combined.Equals(results[0].Combined));
        });
    }

    // Rows on end, or parts of longer ones.
    private static Tensor Rows(long rows, long columns, (int Samples, int Rows, int Columns, bool IsDouble, bool IsPart) at) =>
        at.IsPart ? randn(rows, columns + 5, dtype: TypeOf(at)).narrow(1, 3, columns) : randn(rows, columns, dtype: TypeOf(at));

    private static ScalarType TypeOf((int Samples, int Rows, int Columns, bool IsDouble, bool IsPart) at) => at.IsDouble ? ScalarType.Float64 : ScalarType.Float32;

    private static double Tolerance((int Samples, int Rows, int Columns, bool IsDouble, bool IsPart) at) => at.IsDouble ? 1e-10 : 5e-3;

    private static double Distance(Tensor a, Tensor b) => (a - b).abs().max().to(ScalarType.Float64).item<double>();
}
