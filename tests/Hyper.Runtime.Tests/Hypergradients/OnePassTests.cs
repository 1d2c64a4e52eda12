using Hyper.Runtime.Hypergradients.Methods;
using Hyper.Runtime.Hypergradients.Problems;
using Hyper.Runtime.Native;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Hypergradients;

/// <summary>One-pass hypergradients against their closed form on a quadratic, and in the limits of one term and of many.</summary>
public sealed class OnePassTests
{
    private const int Features = 5;

    static OnePassTests() => NativeBackend.EnsureLoaded();

    public static TheoryData<int, int> Sums
    {
        get
        {
            var cases = new TheoryData<int, int>();
            foreach (var seed in Thorough.Seeds([0, 1, 2], [.. Enumerable.Range(0, 12)]))
            {
                foreach (var terms in (int[])[1, 2, 5, 40])
                {
                    cases.Add(seed, terms);
                }
            }

            return cases;
        }
    }

    /// <summary>
    /// With H the curvature and S = Σₖ(I − α(H + λI))ᵏ over K terms, the weights and velocity before the last update w and v and the validation
    /// gradient after it g: −gᵀS(v' + λw) by α, −α·gᵀSv by μ, −α·gᵀSw by λ and −α·gᵀS·∂²L_T/∂w∂u by what the loss reads.
    /// </summary>
    [Theory]
    [MemberData(nameof(Sums))]
    public void The_sum_is_the_series(int seed, int terms)
    {
        using var scope = NewDisposeScope();
        const double alpha = 0.05, mu = 0.7, lambda = 0.4, factor = 0.8;
        var ridge = Problems.RandomRidge(Features, 20, seed);
        var problem = Problem(ridge);
        var update = new TunedUpdate(Features);
        var u = update.Point(ridge.U, alpha, mu, lambda);
        var w = zeros(Features, dtype: ScalarType.Float64);
        using var onePass = new OnePass(update.Rule, terms);
        Tensor before = w, velocity = w;
        for (var step = 0; step < 4; step++)
        {
            before = w.clone();
            velocity = onePass.Descent.VelocityOf(w).clone();
            onePass.Forward(problem, w, u, factor);
        }

        var g = problem.ValidationGradient(w).Gradient;
        var ours = onePass.Backward(g);

        const double rate = alpha * factor;
        var hessian = ridge.Hessian;
        var gradient = hessian.mv(before) - (ridge.X.t().mv(ridge.Y) * (2.0 / ridge.X.shape[0]));
        var after = (mu * velocity) + gradient;
        Assert.InRange(Problems.Difference(before - (rate * (after + (lambda * before))), w), 0, 1e-13);
        var identity = eye(Features, dtype: ScalarType.Float64);
        var factorOfTerm = identity - (rate * (hessian + (lambda * identity)));
        var (sum, power) = (zeros_like(identity), identity);
        for (var k = 0; k < terms; k++)
        {
            sum += power;
            power = power.mm(factorOfTerm);
        }

        var q = sum.t().mv(g);
        var mixed = 2 * ridge.U.exp() * before;
        var expected = update.ByCoordinates(
            u, -rate * q * mixed, -factor * q.dot(after + (lambda * before)), -rate * q.dot(velocity), -rate * q.dot(before));
        Assert.InRange(Problems.Difference(expected, ours), 0, 1e-12);
        Assert.Equal(ours.data<double>().ToArray(), onePass.Backward(g).data<double>().ToArray());
    }

    /// <summary>
    /// At weights that no longer change, many terms give the derivative of the fixed point: found by differences of the solution of
    /// g(w) + λw = 0, on which neither the rate nor the momentum has a say.
    /// </summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Many_terms_differentiate_the_fixed_point(int seed)
    {
        using var scope = NewDisposeScope();
        const double alpha = 0.05, mu = 1e-12, lambda = 0.4;
        var ridge = Problems.RandomRidge(Features, 20, seed);
        var problem = Problem(ridge);
        var update = new TunedUpdate(Features);
        var u = update.Point(ridge.U, alpha, mu, lambda);
        var w = FixedPoint(ridge.U, lambda);
        using var onePass = new OnePass(update.Rule, 2_000);
        onePass.Forward(problem, w, u);
        Assert.InRange(Problems.Difference(FixedPoint(ridge.U, lambda), w), 0, 1e-12);
        var ours = onePass.Backward(problem.ValidationGradient(w).Gradient);

        const double e = 1e-5;
        var scale = ours.abs().max().item<double>();
        for (var j = 0; j < Features; j++)
        {
            var step = zeros_like(ridge.U);
            step[j] = e;
            Assert.Equal((Loss(ridge.U + step, lambda) - Loss(ridge.U - step, lambda)) / (2 * e), ours[j].item<double>(), 1e-7 * scale);
        }

        // On the logarithmic scale a step of the coordinate is a factor.
        Assert.Equal((Loss(ridge.U, lambda * Math.Exp(e)) - Loss(ridge.U, lambda * Math.Exp(-e))) / (2 * e), ours[Features + 2].item<double>(), 1e-7 * scale);
        Assert.Equal(0, ours[Features].item<double>(), 1e-9 * scale);
        Assert.Equal(0, ours[Features + 1].item<double>(), 1e-9 * scale);

        Tensor FixedPoint(Tensor strengths, double decay) => linalg.solve(
            (ridge with { U = strengths }).Hessian + (decay * eye(Features, dtype: ScalarType.Float64)), ridge.X.t().mv(ridge.Y) * (2.0 / ridge.X.shape[0]));

        double Loss(Tensor strengths, double decay) => problem.ValidationLoss(FixedPoint(strengths, decay)).item<double>();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void One_term_is_reverse_mode_through_one_update(int seed)
    {
        using var scope = NewDisposeScope();
        using var network = new SmallTwoLayer(seed);
        var update = new TunedUpdate(4);
        var u = update.Point(network.U, 0.05, 0.8, 0.3);
        var (w, again) = (network.Weights.clone(), network.Weights.clone());
        using var onePass = new OnePass(update.Rule, 1);
        using var unrolled = new Unrolled(update.Rule, window: 1);
        for (var step = 0; step < 3; step++)
        {
            onePass.Forward(network.Problem, w, u);
        }

        unrolled.Forward(_ => network.Problem, again, u, 3);
        Assert.Equal(again.data<double>().ToArray(), w.data<double>().ToArray());
        var g = network.Problem.ValidationGradient(w).Gradient;
        Assert.InRange(Problems.Difference(unrolled.Backward(g), onePass.Backward(g)), 0, 1e-13);
    }

    /// <summary>Where an update went too far the validation gradient points back along it, so that the rate falls; where it could have gone on, it rises.</summary>
    [Theory]
    [InlineData(0.2, -1)]
    [InlineData(0.7, 1)]
    public void A_rate_that_overshoots_falls(double alpha, int sign)
    {
        using var scope = NewDisposeScope();
        var problem = new DelegateProblem((w, _) => w.square().sum(), w => w.square().sum());
        var update = new TunedUpdate(1);
        var u = update.Point(zeros(1, dtype: ScalarType.Float64), alpha, 0.01, 1e-6);
        var w = ones(3, dtype: ScalarType.Float64);
        using var onePass = new OnePass(update.Rule, 5);
        onePass.Forward(problem, w, u);
        Assert.Equal(sign, Math.Sign(onePass.Backward(problem.ValidationGradient(w).Gradient)[1].item<double>()));
    }

    [Fact]
    public void Without_a_record_there_is_nothing_to_go_back_through()
    {
        using var scope = NewDisposeScope();
        using var onePass = new OnePass(new TunedUpdate(1).Rule, 5);
        Assert.Throws<InvalidOperationException>(() => { onePass.Backward(ones(1)); });
        Assert.Throws<ArgumentOutOfRangeException>(() => new OnePass(new TunedUpdate(1).Rule, 0));
    }

    private static DelegateProblem Problem(Problems.Ridge ridge) =>
        new((w, u) => ridge.Problem.TrainingLoss(w, u.narrow(0, 0, Features)), ridge.Problem.ValidationLoss);
}
