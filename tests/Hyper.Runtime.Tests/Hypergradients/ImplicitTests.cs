using Hyper.Runtime.Hypergradients.Curvature;
using Hyper.Runtime.Hypergradients.Methods;
using Hyper.Runtime.Hypergradients.Problems;
using Hyper.Runtime.Hypergradients.Solvers;
using Hyper.Runtime.Native;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Hypergradients;

/// <summary>Implicit differentiation, its solvers and T1-T2 against closed forms (exact answers 1 to 3, 6, 8 and 10).</summary>
public sealed class ImplicitTests
{
    static ImplicitTests() => NativeBackend.EnsureLoaded();

    public static TheoryData<int, int> Sizes => new() { { 1, 0 }, { 3, 1 }, { 10, 2 }, { 40, 3 } };

    /// <summary>Answers 3 and 10: conjugate gradients are exact in as many steps as there are weights.</summary>
    [Theory]
    [MemberData(nameof(Sizes))]
    public void Conjugate_gradients_are_exact_in_dim_w_steps(int features, int seed)
    {
        using var scope = NewDisposeScope();
        var ridge = Problems.RandomRidge(features, features + 10, seed);
        using var exact = new Implicit(new ConjugateGradients(features));
        var estimate = exact.At(ridge.Problem, ridge.Weights, ridge.U);

        // Exact but for rounding, which grows with the condition (tens here) and the steps.
        Assert.InRange(Problems.Difference(ridge.Hypergradient, estimate.Hypergradient), 0, 1e-9);
        Assert.Equal(features, exact.Products);
        Assert.Equal((ridge.V.mv(ridge.Weights) - ridge.Yv).square().mean().item<double>(), estimate.ValidationLoss.item<double>(), 1e-12);

        if (features >= 10)
        {
            using var half = new Implicit(new ConjugateGradients(features / 5));
            Assert.InRange(Problems.Difference(ridge.Hypergradient, half.At(ridge.Problem, ridge.Weights, ridge.U).Hypergradient), 1e-6, 1);
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_tolerance_ends_the_iteration_early(int features, int seed)
    {
        using var scope = NewDisposeScope();
        var ridge = Problems.RandomRidge(features, features + 10, seed);
        using var early = new Implicit(new ConjugateGradients(1000, 1e-8));
        Assert.InRange(Problems.Difference(ridge.Hypergradient, early.At(ridge.Problem, ridge.Weights, ridge.U).Hypergradient), 0, 1e-6);
        Assert.InRange(early.Products, 1, features + 2);
    }

    /// <summary>Answer 6: with K terms the series has 1 − (1 − αh)^{K+1} of the exact hypergradient, T1-T2 has αh.</summary>
    [Theory]
    [InlineData(0, 0.1, 0)]
    [InlineData(1, 0.1, 1)]
    [InlineData(5, 0.2, 2)]
    [InlineData(20, 0.05, 3)]
    [InlineData(100, 0.2, 4)]
    public void Neumann_and_T1T2_have_the_known_factor(int terms, double rate, int seed)
    {
        using var scope = NewDisposeScope();
        var (z, t, u) = Problems.RandomDiagonal(12, seed);
        var problem = Problems.Diagonal(z, t);
        var w = z / (1 + u.exp());
        var h = 2 * (1 + u.exp());

        // ∂w/∂u = −z·exp(u)/(1 + exp u)² in the diagonal case.
        var exact = 2 * (w - t) * -z * u.exp() / (1 + u.exp()).square();
        using var series = new Implicit(new Neumann(terms, rate));
        Assert.InRange(Problems.Difference(exact * (1 - (1 - (rate * h)).pow(terms + 1)), series.At(problem, w, u).Hypergradient), 0, 1e-12);
        Assert.Equal(terms, series.Products);
        Assert.InRange(Problems.Difference(exact * rate * h, new T1T2(rate).At(problem, w, u).Hypergradient), 0, 1e-12);
    }

    /// <summary>Answer 10: K terms are K + 1 steps of q ← q − α(Hq − g) from zero; warm-started, from there.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public void Neumann_is_fixed_point_iteration(int terms)
    {
        using var scope = NewDisposeScope();
        var ridge = Problems.RandomRidge(8, 20, terms);
        var h = ridge.Hessian;
        var g = ridge.V.t().mv(ridge.V.mv(ridge.Weights) - ridge.Yv) * (2.0 / ridge.V.shape[0]);
        var q = zeros_like(g);
        using var warm = new Implicit(new Neumann(terms, 0.1), warmStart: true);
        for (var call = 0; call < 3; call++)
        {
            for (var step = 0; step <= terms; step++)
            {
                q -= 0.1 * (h.mv(q) - g);
            }

            warm.At(ridge.Problem, ridge.Weights, ridge.U);
            Assert.InRange(Problems.Difference(q, warm.Solution!), 0, 1e-12);
        }
    }

    [Fact]
    public void A_warm_start_adds_the_steps_of_several_calls_up()
    {
        using var scope = NewDisposeScope();
        var ridge = Problems.RandomRidge(30, 60, 1);
        using var cold = new Implicit(new ConjugateGradients(4));
        using var warm = new Implicit(new ConjugateGradients(4), warmStart: true);
        var once = Problems.Difference(ridge.Hypergradient, cold.At(ridge.Problem, ridge.Weights, ridge.U).Hypergradient);
        for (var call = 0; call < 12; call++)
        {
            cold.At(ridge.Problem, ridge.Weights, ridge.U);
            warm.At(ridge.Problem, ridge.Weights, ridge.U);
        }

        // Restarted every four steps the iteration still converges linearly; from zero it stays where four steps lead.
        Assert.Equal(once, Problems.Difference(ridge.Hypergradient, cold.At(ridge.Problem, ridge.Weights, ridge.U).Hypergradient), 1e-12);
        Assert.InRange(Problems.Difference(ridge.Hypergradient, warm.At(ridge.Problem, ridge.Weights, ridge.U).Hypergradient), 0, 1e-2 * once);
    }

    [Fact]
    public void Damping_is_added_to_the_Hessian()
    {
        using var scope = NewDisposeScope();
        var ridge = Problems.RandomRidge(6, 20, 1);
        var w = ridge.Weights;
        var g = ridge.V.t().mv(ridge.V.mv(w) - ridge.Yv) * (2.0 / ridge.V.shape[0]);
        var expected = ridge.U.exp() * w * linalg.solve(ridge.Hessian + (0.3 * eye(6, dtype: ScalarType.Float64)), g) * -2;
        using var damped = new Implicit(new ConjugateGradients(6), damping: 0.3);
        Assert.InRange(Problems.Difference(expected, damped.At(ridge.Problem, w, ridge.U).Hypergradient), 0, 1e-10);
    }

    /// <summary>Where the Hessian is diagonal so is its estimate, exactly: one preconditioned step or term is the answer.</summary>
    [Theory]
    [InlineData(5)]
    [InlineData(200)]
    public void A_diagonal_preconditioner_solves_a_diagonal_problem_at_once(int count)
    {
        using var scope = NewDisposeScope();
        var (z, t, u) = Problems.RandomDiagonal(count, 9);
        var w = z / (1 + u.exp());
        var exact = 2 * (w - t) * -z * u.exp() / (1 + u.exp()).square();
        using var gradients = new Implicit(new ConjugateGradients(1), new DiagonalCurvature());
        Assert.InRange(Problems.Difference(exact, gradients.At(Problems.Diagonal(z, t), w, u).Hypergradient), 0, 1e-12);
        using var series = new Implicit(new Neumann(0, 1), new DiagonalCurvature());
        Assert.InRange(Problems.Difference(exact, series.At(Problems.Diagonal(z, t), w, u).Hypergradient), 0, 1e-12);
    }

    /// <summary>Answer 8: example weights s = sigmoid(a) in a weighted ridge regression, L_V = ½‖Vw − y_v‖²/m.</summary>
    [Theory]
    [InlineData(20, 3, 0)]
    [InlineData(60, 8, 1)]
    [InlineData(60, 8, 2)]
    public void Example_weights_have_their_closed_form(int rows, int features, int seed)
    {
        using var scope = NewDisposeScope();
        const double r = 0.5;
        var data = Problems.RandomRidge(features, rows, seed);
        using var noise = new Generator((ulong)seed);
        var a = randn(rows, dtype: ScalarType.Float64, generator: noise);
        var s = a.sigmoid();
        var normal = data.X.t().mm(data.X * s.view(-1, 1)) + (r * eye(features, dtype: ScalarType.Float64));
        var w = linalg.solve(normal, data.X.t().mv(s * data.Y));
        var g = data.V.t().mv(data.V.mv(w) - data.Yv) * (2.0 / rows);
        var q = linalg.solve(normal, g);
        var expected = s * (1 - s) * (data.Y - data.X.mv(w)) * data.X.mv(q);

        // The training loss whose normal equations those are.
        var problem = new DelegateProblem(
            (weights, u) => 0.5 * ((u.sigmoid() * (data.X.mv(weights) - data.Y).square()).sum() + (r * weights.square().sum())),
            weights => (data.V.mv(weights) - data.Yv).square().mean());
        using var solver = new Implicit(new ConjugateGradients(features));
        Assert.InRange(Problems.Difference(expected, solver.At(problem, w, a).Hypergradient), 0, 1e-9);
    }

    [Fact]
    public void A_hyperparameter_that_no_derivative_reaches_has_a_hypergradient_of_zero()
    {
        using var scope = NewDisposeScope();
        var problem = new DelegateProblem((w, u) => (w * (u.detach() + 1)).sum(), w => w.square().sum());
        var w = ones(3, dtype: ScalarType.Float64);
        using var solver = new Implicit(new ConjugateGradients(3));
        Assert.Equal(0, solver.At(problem, w, w).Hypergradient.abs().max().item<double>());
        Assert.Equal(0, TrainingGraph.At(problem, w, w).HessianTimes(w).abs().max().item<double>());
    }

    [Fact]
    public void A_step_in_u_moves_the_gradient_by_the_mixed_derivative()
    {
        using var scope = NewDisposeScope();
        var ridge = Problems.RandomRidge(5, 20, 3);
        var graph = TrainingGraph.At(ridge.Problem, ridge.Weights, ridge.U);
        var z = arange(5, dtype: ScalarType.Float64);
        Assert.InRange(Problems.Difference(2 * ridge.U.exp() * ridge.Weights * z, graph.GradientAlong(z)), 0, 1e-12);
    }

    [Fact]
    public void Conjugate_gradients_stop_where_the_loss_curves_downwards()
    {
        using var scope = NewDisposeScope();
        var problem = new DelegateProblem((w, u) => (w[0].square() - (3 * w[1].square()) + (u * w).sum()), w => w.sum());
        var w = zeros(2, dtype: ScalarType.Float64);
        using var solver = new Implicit(new ConjugateGradients(5));

        // (1, 1) curves downwards, so nothing can be said but the gradient's own direction.
        Assert.Equal([-1.0, -1.0], solver.At(problem, w, w).Hypergradient.data<double>().ToArray());
    }

    /// <summary>L_T = −½‖w‖² + u·w curves downwards everywhere: nothing is known of the inverse, and the gradient points the way each time.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_loss_that_curves_downwards_gets_the_same_answer_every_time(bool warmStart)
    {
        using var scope = NewDisposeScope();
        var problem = new DelegateProblem((w, u) => (w * w).sum().mul(-0.5).add((u * w).sum()), w => (w - 1).square().sum());
        using var implicitly = new Implicit(new ConjugateGradients(5), warmStart: warmStart);
        var (w, u) = (zeros(4, dtype: ScalarType.Float64), ones(4, dtype: ScalarType.Float64));
        for (var call = 0; call < 4; call++)
        {
            // −q with q = ∇L_V = −2.
            Assert.Equal([2.0, 2, 2, 2], implicitly.At(problem, w, u).Hypergradient.data<double>().ToArray());
        }
    }

    [Fact]
    public void A_solution_that_is_already_right_stays()
    {
        using var scope = NewDisposeScope();
        var target = tensor([1.0, -2, 3]);
        var (solution, _) = new ConjugateGradients(3).Solve(vector => vector * 2, target, target / 2, null);
        Assert.Equal([0.5, -1, 1.5], solution.data<double>().ToArray());
    }
}
