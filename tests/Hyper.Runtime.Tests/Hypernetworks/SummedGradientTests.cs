using Hyper.Runtime.Hypernetworks;
using Hyper.Runtime.Native;
using Hyper.Runtime.Training.Optimizers;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Hypernetworks;

/// <summary>A gradient that is kept as factors is the gradient that would have been written.</summary>
public sealed class SummedGradientTests
{
    static SummedGradientTests() => NativeBackend.EnsureLoaded();

    public static TheoryData<int, ScalarType> Cases => new()
    {
        { 1, ScalarType.Float64 },
        { 2, ScalarType.Float64 },
        { 5, ScalarType.Float64 },
        { 9, ScalarType.Float64 },
        { 2, ScalarType.Float32 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Adam_moves_parameters_as_with_a_gradient_that_has_been_written(int samples, ScalarType type)
    {
        using var scope = NewDisposeScope();
        manual_seed(23);
        using var kept = new Parts(type);
        using var written = new Parts(type);
        using var ofKept = new AdamOptimizer(kept.Parameters);
        using var ofWritten = new AdamOptimizer(written.Parameters.Values, written.Parameters.Gradient);
        Assert.True(kept.Parameters.KeepsFactors);
        Assert.False(written.Parameters.KeepsFactors);
        for (var step = 0; step < 20; step++)
        {
            var (a, b, c) = (randn(samples, 3, dtype: type), randn(samples, 70_000, dtype: type), randn(1, 4, dtype: type));
            foreach (var parts in (Parts[])[kept, written])
            {
                parts.Matrix.OfProducts(a, b);
                parts.Written.copy_(c);
                parts.Row.OfSamples(b);
            }

            ofKept.Step(0.01);
            ofWritten.Step(0.01);
        }

        var distance = (kept.Parameters.Values - written.Parameters.Values).abs().max().to(ScalarType.Float64).item<double>();
        Assert.InRange(distance, 0, type == ScalarType.Float64 ? 1e-12 : 1e-5);
        Assert.True(written.Parameters.Values.abs().min().to(ScalarType.Float64).item<double>() > 0);
    }

    [Fact]
    public void Whoever_asks_for_the_whole_gradient_gets_it_and_every_later_one()
    {
        using var scope = NewDisposeScope();
        using var parts = new Parts(ScalarType.Float64);
        var (a, b) = (randn(2, 3, dtype: ScalarType.Float64), randn(2, 70_000, dtype: ScalarType.Float64));
        parts.Matrix.OfProducts(a, b);
        var gradient = parts.Parameters.Gradient;
        Assert.True((gradient.narrow(0, 0, 210_000).view(3, -1) - a.t().mm(b)).abs().max().item<double>() < 1e-12);
        Assert.Equal(0, gradient.narrow(0, 210_000, 70_004).abs().max().item<double>());
        parts.Row.OfSamples(b);
        Assert.True((gradient.narrow(0, 210_004, 70_000) - b.sum([0L])).abs().max().item<double>() < 1e-12);
    }

    [Fact]
    public void A_new_gradient_is_zero()
    {
        using var parts = new Parts(ScalarType.Float32);
        Assert.Equal(0, parts.Parameters.Gradient.abs().max().item<float>());
    }

    [Fact]
    public void Factors_that_are_gone_are_an_error()
    {
        using var parts = new Parts(ScalarType.Float64);
        using (NewDisposeScope())
        {
            parts.Row.OfSamples(randn(2, 70_000, dtype: ScalarType.Float64));
        }

        Assert.Contains("after the pass", Assert.Throws<InvalidOperationException>(() => parts.Parameters.Gradient).Message, StringComparison.Ordinal);
    }

    /// <summary>A matrix and a row whose gradients are sums, and between them a row whose gradient is written.</summary>
    private sealed class Parts : IDisposable
    {
        public Parts(ScalarType type)
        {
            Parameters = new FlatParameters(280_004, type, CPU);
            Matrix = Parameters.SummedGradient(0, 3, 70_000);
            Written = Parameters.GradientMatrix(210_000, 1, 4);
            Row = Parameters.SummedGradient(210_004, 1, 70_000);
        }

        public FlatParameters Parameters { get; }

        public SummedGradient Matrix { get; }

        public Tensor Written { get; }

        public SummedGradient Row { get; }

        public void Dispose() => Parameters.Dispose();
    }
}
