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
            foreach (var family in (string[])["Linear", "Factorized", "Mlp", "Elementwise", "Structured", "Centered", "Hybrid"])
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
    [InlineData("Structured")]
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

    /// <summary>A response centered at û answers there with the same weights after a step of û, with the same slope around it.</summary>
    [Fact]
    public void A_centered_response_stays_put()
    {
        using var scope = NewDisposeScope();
        using var noise = new Generator(6);
        var (response, n, p, _) = Create("Centered", ScalarType.Float64, noise);
        using (response)
        {
            response.Parameters.Values.add_(randn(response.Parameters.Values.shape, dtype: ScalarType.Float64, generator: noise));
            var before = response.Parameters.Values.clone();
            response.Recenter(randn(1, n, dtype: ScalarType.Float64, generator: noise));
            Assert.True(before.equal(response.Parameters.Values).all().item<bool>());
        }
    }

    /// <summary>In a hybrid the weights of the centered block stay where they are; the others answer as they did.</summary>
    [Fact]
    public void Recentering_a_hybrid_moves_all_blocks_but_the_centered()
    {
        using var scope = NewDisposeScope();
        using var noise = new Generator(6);
        var (response, n, p, _) = Create("Hybrid", ScalarType.Float64, noise);
        using (response)
        {
            response.Parameters.Values.add_(randn(response.Parameters.Values.shape, dtype: ScalarType.Float64, generator: noise));
            var z = randn(3, n, dtype: ScalarType.Float64, generator: noise);
            var step = randn(1, n, dtype: ScalarType.Float64, generator: noise);
            var moved = zeros(3, p, dtype: ScalarType.Float64);
            var unmoved = zeros(3, p, dtype: ScalarType.Float64);
            var after = zeros(3, p, dtype: ScalarType.Float64);
            response.Respond(z + step, moved);
            response.Respond(z, unmoved);
            response.Recenter(step);
            response.Respond(z, after);

            // The sixth layer has 6 weights from 62 on.
            Close(cat([moved.narrow(1, 0, 62), unmoved.narrow(1, 62, 6), moved.narrow(1, 68, 3)], 1), after, 1e-12);
        }
    }

    [Theory]
    [InlineData("Linear")]
    [InlineData("Factorized")]
    [InlineData("Mlp")]
    [InlineData("Elementwise")]
    [InlineData("Structured")]
    [InlineData("Centered")]
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
            var bound = family is "Factorized" or "Structured" or "Centered" ? 1 / Math.Sqrt(6) : 0.5;
            var all = weights.abs().max().item<double>();
            Assert.InRange(all, 0.5 * bound, bound + 1e-12);

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

        // P = 72 in 6 + 6 + 3 rows, n = 9.
        Assert.Equal((2 * 72) + (9 * 15), SmallStructuredResponse.Layout.HypernetworkParameterCount);
        Assert.Equal((2 * 72) + (9 * 15), SmallCenteredResponse.Layout.HypernetworkParameterCount);

        // n = 72: structured over 36 weights in 4 + 4 + 3 rows, factorized, elementwise, an Mlp, centered in 2 + 2 rows, linear.
        Assert.Equal(
            ((2 * 36) + (72 * 11)) + ((2 * (72 + 12)) + 2 + 12) + (8 * 3) + ((4 * (72 + 6)) + 4 + 6) + ((2 * 6) + (72 * 4)) + (3 * 73),
            SmallHybrid.Layout.HypernetworkParameterCount);
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
                    (z.mm(Matrix(phi, 0, 4, 12).t()) + Matrix(phi, 48, 1, 4)).mm(Matrix(phi, 52, 4, 75)) + Matrix(phi, 352, 1, 75));
            case "Mlp":
                return (new SmallMlpResponse.BestResponse(type, CPU, noise), 3, 15, (phi, z) =>
                    nn.functional.relu(z.mm(Matrix(phi, 0, 12, 3).t()) + Matrix(phi, 36, 1, 12)).mm(Matrix(phi, 48, 12, 15)) + Matrix(phi, 228, 1, 15));
            case "Structured":
                return (new SmallStructuredResponse.BestResponse(type, CPU, noise), 9, 72, Structured);
            case "Centered":
                return (new SmallCenteredResponse.BestResponse(type, CPU, noise), 9, 72, Structured);
            case "Hybrid":
                return (new SmallHybrid.BestResponse(type, CPU, noise), 72, 71, Hybrid);
            default:
                // Dropout at 0, Decay (one a weight) from 1 to 15, Lasso from 16 to 18; a, then b, then the columns.
                return (new SmallElementwiseResponse.BestResponse(type, CPU, noise), 19, 15, (phi, z) =>
                    Matrix(phi, 0, 1, 15) + (Matrix(phi, 15, 1, 15) * z.narrow(1, 1, 15))
                    + z.narrow(1, 0, 1).mm(Matrix(phi, 30, 1, 15)) + z.narrow(1, 16, 3).mm(Matrix(phi, 45, 3, 15)));
        }

        // Six units of eight weights, their biases, and three units of six weights, each unit's row by its index.
        static Tensor Structured(Tensor phi, Tensor z) => ByRows(phi, 0, z, [.. Rows(6, 8, 0), .. Rows(6, 1, 6), .. Rows(3, 6, 12)], 15);

        static Tensor ByRows(Tensor phi, long offset, Tensor z, long[] rows, long count)
        {
            var scales = z.mm(Matrix(phi, offset + (2 * rows.Length), z.shape[1], count));
            return Matrix(phi, offset, 1, rows.Length) + (Matrix(phi, offset + rows.Length, 1, rows.Length) * scales.index_select(1, tensor(rows)));
        }

        static IEnumerable<long> Rows(int units, int weights, int first) => Enumerable.Range(0, units * weights).Select(i => (long)(first + (i / weights)));

        // The blocks of SmallHybrid, each from where the last one's parameters end; weight decays start at 1.
        static Tensor Hybrid(Tensor phi, Tensor z)
        {
            var next = 0L;
            var first = ByRows(phi, 0, z, [.. Rows(4, 5, 0), .. Rows(4, 1, 4), .. Rows(3, 4, 8)], 11);
            next += 72 + (72 * 11);
            var third = (z.mm(Next(2, 72).t()) + Next(1, 2)).mm(Next(2, 12)) + Next(1, 12);
            var fourth = Next(1, 8) + (Next(1, 8) * z.narrow(1, 1 + 48, 8)) + (z.narrow(1, 0, 1) * Next(1, 8));
            var fifth = nn.functional.relu(z.mm(Next(4, 72).t()) + Next(1, 4)).mm(Next(4, 6)) + Next(1, 6);
            var sixth = ByRows(phi, next, z, [.. Rows(2, 2, 0), .. Rows(2, 1, 2)], 4);
            next += 12 + (72 * 4);
            var last = z.mm(Next(72, 3)) + Next(1, 3);
            return cat([first, third, fourth, fifth, sixth, last], 1);

            Tensor Next(long rows, long columns)
            {
                var matrix = Matrix(phi, next, rows, columns);
                next += rows * columns;
                return matrix;
            }
        }

        static Tensor Matrix(Tensor phi, long offset, long rows, long columns) => phi.narrow(0, offset, rows * columns).view(rows, columns);
    }

    private static void Close(Tensor expected, Tensor actual, double tolerance)
    {
        var difference = ((expected - actual).norm() / expected.norm()).to(ScalarType.Float64).item<double>();
        Assert.InRange(difference, 0, tolerance);
    }
}
