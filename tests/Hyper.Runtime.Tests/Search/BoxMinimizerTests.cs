
namespace Hyper.Runtime.Tests.Search;

public sealed class BoxMinimizerTests
{
    [Fact]
    public void It_walks_down_Rosenbrocks_valley()
    {
        var (point, value) = BoxMinimizer.Minimize(Rosenbrock, [-1.2, 1], [-5, -5], [5, 5], iterations: 200, tolerance: 1e-9);
        Assert.Equal(1, point[0], 1e-6);
        Assert.Equal(1, point[1], 1e-6);
        Assert.InRange(value, 0, 1e-12);
    }

    [Fact]
    public void It_stops_at_the_bound_that_holds_it()
    {
        // Along the bound x = 0.5 the valley's floor is y = x².
        var (point, _) = BoxMinimizer.Minimize(Rosenbrock, [-1.2, 1], [-5, -5], [0.5, 5], iterations: 200, tolerance: 1e-9);
        Assert.Equal(0.5, point[0]);
        Assert.Equal(0.25, point[1], 1e-6);
    }

    [Fact]
    public void It_walks_around_values_that_are_not_finite()
    {
        // −ln x − ln(1 − x) + x, undefined outside (0, 1): its minimum is at (3 − √5)/2.
        var (point, _) = BoxMinimizer.Minimize(
            x => (-Math.Log(x[0]) - Math.Log(1 - x[0]) + x[0], [(-1 / x[0]) + (1 / (1 - x[0])) + 1]), [0.9], [-2], [2], iterations: 100, tolerance: 1e-10);
        Assert.Equal((3 - Math.Sqrt(5)) / 2, point[0], 1e-8);
    }

    private static (double Value, double[] Gradient) Rosenbrock(double[] x)
    {
        var (a, b) = (1 - x[0], x[1] - (x[0] * x[0]));
        return ((a * a) + (100 * b * b), [(-2 * a) - (400 * x[0] * b), 200 * b]);
    }
}
