using Hyper.Runtime.Hypernetworks;
using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Hypernetworks;

/// <summary>The generated forward and backward of every family against autograd over the family's formula.</summary>
public sealed class WiringTests
{
    static WiringTests() => NativeBackend.EnsureLoaded();

    public static TheoryData<string, int, ScalarType> Cases
    {
        get
        {
            var cases = new TheoryData<string, int, ScalarType>();
            foreach (var family in (string[])["Linear", "Factorized", "Mlp", "Elementwise"])
            {
                foreach (var samples in (int[])[1, 2, 3, 4])
                {
                    cases.Add(family, samples, ScalarType.Float64);
                    cases.Add(family, samples, ScalarType.Float32);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Responses_and_gradients_are_those_of_autograd(string family, int samples, ScalarType type)
    {
        using var scope = NewDisposeScope();
        using var noise = new Generator(5);
        var (response, n, p, formula) = Create(family, type, noise);
        using (response)
        {
            var z = randn(samples, n, dtype: type, generator: noise);
            var gradient = randn(samples, p, dtype: type, generator: noise);
            response.Parameters.Values.add_(randn(response.Parameters.Values.shape, dtype: type, generator: noise) * 0.3);

            var weights = zeros(samples, p, dtype: type);
            var hidden = response.Respond(z, weights);
            response.PullBack(z, hidden, gradient);
            var hypergradient = zeros(samples, n, dtype: type);
            response.PullBackToHyperparameters(hidden, gradient, hypergradient);

            var phi = response.Parameters.Values.clone().requires_grad_();
            var input = z.clone().requires_grad_();
            var expected = formula(phi, input);
            (expected * gradient).sum().backward();

            // Both sides are sums of the same products in another order.
            var tolerance = type == ScalarType.Float64 ? 1e-12 : 1e-5;
            Close(expected, weights, tolerance);
            Close(phi.grad!, response.Parameters.Gradient, tolerance);
            Close(input.grad!, hypergradient, tolerance);
        }
    }

    [Theory]
    [InlineData("Linear")]
    [InlineData("Factorized")]
    [InlineData("Mlp")]
    [InlineData("Elementwise")]
    public void Recentering_leaves_the_response_as_it_is(string family)
    {
        using var scope = NewDisposeScope();
        using var noise = new Generator(6);
        var (response, n, p, _) = Create(family, ScalarType.Float64, noise);
        using (response)
        {
            response.Parameters.Values.add_(randn(response.Parameters.Values.shape, dtype: ScalarType.Float64, generator: noise));
            var z = randn(3, n, dtype: ScalarType.Float64, generator: noise);
            var step = randn(1, n, dtype: ScalarType.Float64, generator: noise);
            var before = zeros(3, p, dtype: ScalarType.Float64);
            var after = zeros(3, p, dtype: ScalarType.Float64);
            response.Respond(z + step, before);
            response.Recenter(step);
            response.Respond(z, after);
            Close(before, after, 1e-12);
        }
    }

    [Theory]
    [InlineData("Linear")]
    [InlineData("Factorized")]
    [InlineData("Mlp")]
    [InlineData("Elementwise")]
    public void The_first_response_is_the_standard_initialisation(string family)
    {
        using var scope = NewDisposeScope();
        using var noise = new Generator(7);
        var (response, n, p, _) = Create(family, ScalarType.Float64, noise);
        using (response)
        {
            var weights = zeros(1, p, dtype: ScalarType.Float64);
            response.Respond(zeros(1, n, dtype: ScalarType.Float64), weights);

            // Uniform within ±1/√fan-in: inside the bound up to rounding, and not bunched in the middle of it.
            var bound = family == "Factorized" ? 1 / Math.Sqrt(6) : 0.5;
            var all = weights.abs().max().item<double>();
            Assert.InRange(all, 0.5 * bound, (family == "Factorized" ? 1 / Math.Sqrt(6) : 0.5) + 1e-12);

            // Half a unit away the response has hardly moved.
            var near = zeros(1, p, dtype: ScalarType.Float64);
            response.Respond(full(1, n, 0.5, dtype: ScalarType.Float64), near);
            Assert.InRange(((near - weights).norm() / weights.norm()).item<double>(), 0, 0.2);
        }
    }

    [Fact]
    public void Parameter_counts_are_those_of_the_table()
    {
        // n = 3, P = 15; n = 10, P = 75; and n = 19, P = 15 with one value a weight and four others.
        Assert.Equal(15 * 4, SmallLinearResponse.Layout.HypernetworkParameterCount);
        Assert.Equal((12 * (3 + 15)) + 12 + 15, SmallMlpResponse.Layout.HypernetworkParameterCount);
        Assert.Equal((4 * (12 + 75)) + 4 + 75, SmallNetwork.Layout.HypernetworkParameterCount);
        Assert.Equal(15 * (1 + 1 + 4), SmallElementwiseResponse.Layout.HypernetworkParameterCount);
    }

    private static (IResponse Response, int N, int P, Func<Tensor, Tensor, Tensor> Formula) Create(string family, ScalarType type, Generator noise)
    {
        switch (family)
        {
            case "Linear":
                return (new SmallLinearResponse.BestResponse(type, CPU, noise), 3, 15, (phi, z) =>
                    z.mm(Matrix(phi, 0, 3, 15)) + Matrix(phi, 45, 1, 15));
            case "Factorized":
                return (new SmallNetwork.BestResponse(type, CPU, noise), 12, 75, (phi, z) =>
                    (z.mm(Matrix(phi, 0, 12, 4)) + Matrix(phi, 48, 1, 4)).mm(Matrix(phi, 52, 4, 75)) + Matrix(phi, 352, 1, 75));
            case "Mlp":
                return (new SmallMlpResponse.BestResponse(type, CPU, noise), 3, 15, (phi, z) =>
                    nn.functional.relu(z.mm(Matrix(phi, 0, 3, 12)) + Matrix(phi, 36, 1, 12)).mm(Matrix(phi, 48, 12, 15)) + Matrix(phi, 228, 1, 15));
            default:
                // Dropout at 0, Decay (one a weight) from 1 to 15, Lasso from 16 to 18; a, then b, then the columns.
                return (new SmallElementwiseResponse.BestResponse(type, CPU, noise), 19, 15, (phi, z) =>
                    Matrix(phi, 0, 1, 15) + (Matrix(phi, 15, 1, 15) * z.narrow(1, 1, 15))
                    + z.narrow(1, 0, 1).mm(Matrix(phi, 30, 1, 15)) + z.narrow(1, 16, 3).mm(Matrix(phi, 45, 3, 15)));
        }

        static Tensor Matrix(Tensor phi, long offset, long rows, long columns) => phi.narrow(0, offset, rows * columns).view(rows, columns);
    }

    private static void Close(Tensor expected, Tensor actual, double tolerance)
    {
        var difference = ((expected - actual).norm() / expected.norm()).to(ScalarType.Float64).item<double>();
        Assert.InRange(difference, 0, tolerance);
    }
}
