using Hyper.Runtime.Data.Orders;
using Hyper.Runtime.Native;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Search;

public sealed class ExpectedImprovementTests
{
    static ExpectedImprovementTests() => NativeBackend.EnsureLoaded();

    [Theory]
    [InlineData(0.0, 1.0, 0.0)]
    [InlineData(0.3, 0.2, 0.5)]
    [InlineData(1.5, 0.7, 0.4)]
    [InlineData(-2.0, 0.1, -1.9)]
    [InlineData(4.0, 1.0, 0.0)]
    [InlineData(2.5, 3.0, -1.0)]
    public void It_is_the_integral_of_what_lies_below_the_best(double mean, double deviation, double best)
    {
        // Simpson's rule over max(best − y, 0)·N(y; μ, σ²), from far below up to the best.
        const int Parts = 200_000;
        var low = Math.Min(best, mean) - (12 * deviation);
        var width = (best - low) / Parts;
        var sum = 0.0;
        for (var i = 0; i <= Parts; i++)
        {
            var y = low + (i * width);
            var z = (y - mean) / deviation;
            sum += (i is 0 or Parts ? 1 : i % 2 == 1 ? 4 : 2) * (best - y) * Math.Exp(-z * z / 2) / (deviation * Math.Sqrt(2 * Math.PI));
        }

        var integral = sum * width / 3;
        var ours = deviation * Math.Exp(ExpectedImprovement.LogOfUnit((best - mean) / deviation).Value);
        Assert.InRange(ours / integral, 1 - 1e-6, 1 + 1e-6);
    }

    [Fact]
    public void Its_logarithm_holds_where_it_is_zero_itself()
    {
        // The asymptotic series φ(z)/z²·(1 − 3/z² + 15/z⁴ − 105/z⁶).
        foreach (var z in (double[])[-20, -50, -200, -900, -1_100, -1e5, -1e8])
        {
            var inverse = 1 / (z * z);
            var series = (-z * z / 2) - (0.5 * Math.Log(2 * Math.PI)) + Math.Log(inverse)
                + Math.Log(1 - (3 * inverse) + (15 * inverse * inverse) - (105 * inverse * inverse * inverse));
            Assert.InRange(Math.Abs(ExpectedImprovement.LogOfUnit(z).Value / series - 1), 0, 1e-8);
        }
    }

    [Fact]
    public void One_number_and_many_are_computed_alike()
    {
        using var scope = NewDisposeScope();
        double[] all = [-1e5, -100, -30.1, -29.9, -5, -1.01, -0.99, 0, 1, 10, 100];
        Assert.Equal(all.Select(z => ExpectedImprovement.LogOfUnit(z).Value), ExpectedImprovement.LogOfUnit(tensor(all)).data<double>(), (a, b) => Math.Abs(a - b) <= 1e-12 * Math.Abs(a));
    }

    [Fact]
    public void It_has_no_seams()
    {
        foreach (var seam in (double[])[-1, -30])
        {
            var (below, slopeBelow) = ExpectedImprovement.LogOfUnit(seam - 1e-9);
            var (above, slopeAbove) = ExpectedImprovement.LogOfUnit(seam + 1e-9);
            Assert.InRange(Math.Abs((above / below) - 1), 0, 1e-8);
            Assert.InRange(Math.Abs((slopeAbove / slopeBelow) - 1), 0, 1e-7);
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(0)]
    [InlineData(-0.9)]
    [InlineData(-1.1)]
    [InlineData(-8)]
    [InlineData(-60)]
    public void Its_slope_is_that_of_differences(double z)
    {
        const double Step = 1e-5;
        var difference = (ExpectedImprovement.LogOfUnit(z + Step).Value - ExpectedImprovement.LogOfUnit(z - Step).Value) / (2 * Step);
        Assert.InRange(ExpectedImprovement.LogOfUnit(z).Slope / difference, 1 - 1e-6, 1 + 1e-6);
    }

    [Theory]
    [InlineData(Kernel.Matern52)]
    [InlineData(Kernel.Rbf)]
    public void The_gradient_that_is_climbed_is_that_of_differences(Kernel kernel)
    {
        const double Step = 1e-6;
        using var scope = NewDisposeScope();
        var inputs = rand(8, 2, dtype: ScalarType.Float64, generator: new Generator(1));
        var targets = (inputs * 4).sin().sum([1L]);
        using var process = GaussianProcess.Fit(inputs, targets, new() { Kernel = kernel, Parameters = new(1, [0.4], 1e-4) });
        var search = new ImprovementSearch(process, targets.min().item<double>());
        double[] point = [0.4, 0.7];
        var (_, gradient) = search.Negative(point);
        for (var i = 0; i < 2; i++)
        {
            double[] up = [.. point], down = [.. point];
            up[i] += Step;
            down[i] -= Step;
            var difference = (search.Negative(up).Value - search.Negative(down).Value) / (2 * Step);
            Assert.InRange(Math.Abs(gradient[i] - difference), 0, 1e-5 * Math.Max(1, Math.Abs(difference)));
        }
    }

    [Fact]
    public void The_search_finds_what_a_fine_grid_finds()
    {
        using var scope = NewDisposeScope();
        var inputs = rand(7, 2, dtype: ScalarType.Float64, generator: new Generator(3));
        var targets = (inputs * 5).cos().sum([1L]);
        using var process = GaussianProcess.Fit(inputs, targets, new() { Parameters = new(1, [0.3], 1e-6) });
        var search = new ImprovementSearch(process, targets.min().item<double>());
        var random = new SplitMix(1);
        var found = search.Negative(search.Maximize([0.5, 0.5], ref random)).Value;
        var grid = double.PositiveInfinity;
        for (var i = 0; i <= 40; i++)
        {
            for (var j = 0; j <= 40; j++)
            {
                grid = Math.Min(grid, search.Negative([i / 40.0, j / 40.0]).Value);
            }
        }

        Assert.InRange(found, double.NegativeInfinity, grid + 1e-9);
    }
}
