using Hyper.Runtime.Hypernetworks;
using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;
using Hyper.Runtime.Training.Optimizers;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.ExactAnswers;

/// <summary>
/// Theorem 2.1 of the paper: a hypernetwork with enough capacity learns a continuous best response on the whole support of
/// p(λ). Here p(u) is uniform on [−2, 2]ⁿ, so strengths range over a factor of 55, and the best response is that of ridge
/// regression (exact answer 1). The generated Mlp responses are trained by the gradient of the inner loss itself.
/// </summary>
public sealed class TheoremTests(ITestOutputHelper output)
{
    private const int Weights = 4;
    private const double Reach = 2;

    static TheoremTests() => NativeBackend.EnsureLoaded();

    public static TheoryData<int> Seeds => [.. Thorough.Seeds(2, of: 3)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_response_to_one_strength(int seed) => Falls(
        count: 1,
        seed,
        steps: 3_000,
        samples: 64,
        noise => new SmallRidgeOne4.BestResponse(ScalarType.Float64, CPU, noise),
        noise => new SmallRidgeOne16.BestResponse(ScalarType.Float64, CPU, noise),
        noise => new SmallRidgeOne64.BestResponse(ScalarType.Float64, CPU, noise));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_response_to_two_strengths(int seed) => Falls(
        count: 2,
        seed,
        steps: 9_000,
        samples: 128,
        noise => new SmallRidgeTwo4.BestResponse(ScalarType.Float64, CPU, noise),
        noise => new SmallRidgeTwo16.BestResponse(ScalarType.Float64, CPU, noise),
        noise => new SmallRidgeTwo64.BestResponse(ScalarType.Float64, CPU, noise));

    private void Falls(int count, int seed, int steps, int samples, params Func<Generator, IResponse>[] widths)
    {
        var errors = Array.ConvertAll(widths, width => WorstError(width, count, seed, steps, samples));
        output.WriteLine(FormattableString.Invariant($"seed {seed}: worst error {errors[0]:P2}, {errors[1]:P2}, {errors[2]:P2} at 4, 16, 64 hidden units"));

        // The error is that of the worst point of the support, its corners among them.
        Assert.True(errors[0] > errors[1] && errors[1] > errors[2], string.Join(", ", errors));
        Assert.InRange(errors[2], 0, 0.02);
    }

    // max over u of ‖w_φ(u) − w*(u)‖ / ‖w*(u)‖.
    private static double WorstError(Func<Generator, IResponse> create, int count, int seed, int steps, int samples)
    {
        using var scope = NewDisposeScope();
        using var noise = new Generator((ulong)seed);
        using var response = create(noise);
        var inputs = randn(12, Weights, dtype: ScalarType.Float64, generator: noise);
        var targets = inputs.sum(1) + (0.3 * randn(12, dtype: ScalarType.Float64, generator: noise));
        var gram = inputs.t().mm(inputs) * (2.0 / 12);
        var moment = inputs.t().mv(targets) * (2.0 / 12);
        Train(response, count, gram, moment, steps, samples, noise);

        // A grid with the corners of the support; odd, so that the middle is on it.
        var axis = linspace(-Reach, Reach, count == 1 ? 81 : 21, dtype: ScalarType.Float64);
        var u = count == 1 ? axis.view(-1, 1) : cartesian_prod(axis, axis);
        var weights = zeros(u.shape[0], Weights, dtype: ScalarType.Float64);
        response.Respond(u, weights);
        var exact = linalg.solve(gram.unsqueeze(0) + diag_embed(Strengths(u) * 2), moment.expand(u.shape[0], Weights).unsqueeze(2)).squeeze(2);
        return ((weights - exact).norm(1) / exact.norm(1)).max().item<double>();
    }

    // Adam on the mean of the inner loss over p(u), its rate falling to zero.
    private static void Train(IResponse response, int count, Tensor gram, Tensor moment, int steps, int samples, Generator noise)
    {
        using var optimizer = new AdamOptimizer(response.Parameters.Values, response.Parameters.Gradient);
        for (var step = 0; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            var u = empty(samples, count, dtype: ScalarType.Float64).uniform_(-Reach, Reach, noise);
            var weights = empty(samples, Weights, dtype: ScalarType.Float64);
            var hidden = response.Respond(u, weights);
            var gradient = (weights.mm(gram) - moment + (Strengths(u) * weights * 2)) / samples;
            response.PullBack(u, hidden, gradient);
            optimizer.Step(0.02 * 0.5 * (1 + Math.Cos(Math.PI * step / steps)));
        }
    }

    // [S, 4]: the one strength of all weights, or the strength of each half.
    private static Tensor Strengths(Tensor u) => u.exp().repeat_interleave(Weights / u.shape[1], 1);
}
