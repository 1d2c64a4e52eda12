using Hyper.Runtime.Hypergradients.Checks;
using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.ExactAnswers;
using Hyper.Runtime.Tests.Models;

namespace Hyper.Runtime.Tests.Hypergradients;

/// <summary>The hypergradient check against the exact answers of the diagonal problem and of ridge regression.</summary>
public sealed class HypergradientCheckTests
{
    static HypergradientCheckTests() => NativeBackend.EnsureLoaded();

    private static readonly double[] Z = [1.5, -1.2, 1.8, 1.1, -1.9, 1.4, 1.3, -1.6, 1.7, 1.05, -1.15, 1.95];

    private static readonly double[] T = [0.5, -0.4, 1.2, 0.7, -0.6, 0.9, 0.4, -1.1, 1.0, 0.3, -0.7, 0.8];

    [Fact]
    public async Task Every_witness_agrees_on_the_diagonal_problem()
    {
        using var data = DiagonalData.Of(Z, T);
        var training = TuneDiagonalDozen.Settings with { Precision = Precision.Float64, Steps = 1_000, LearningRate = 3e-2 };
        var report = await TuneDiagonalDozen.CheckHypergradientAsync(
            data,
            new HypergradientCheckOptions { Samples = 3, Training = training, Difference = 0.01, ClosedForm = Exact },
            TuneDiagonalDozen.Settings with { Precision = Precision.Float64, Steps = 1_000, PerturbationScale = 0.05, LearningRate = 1e-2, HyperLearningRate = 0 });

        Assert.Equal(3, report.Indices.Count);
        Assert.All(report.Hyperparameters.Zip(report.Indices), pair => Assert.Equal($"Decay[{pair.Second}]", pair.First));
        Assert.Equal(["response", "implicit", "finite differences", "closed form"], report.Witnesses.Select(witness => witness.Name));
        Assert.Equal("closed form", report.Reference);

        // Retraining leaves Adam's last steps, and the differences their ε²: both far below a per mille.
        Assert.InRange(report[HypergradientWitness.Implicit]!.RelativeError, 0, 1e-3);
        Assert.InRange(report[HypergradientWitness.FiniteDifferences]!.RelativeError, 0, 1e-3);
        Assert.Equal("agrees with", report[HypergradientWitness.Implicit]!.Verdict);
        Assert.Contains("implicit agrees with the reference, closed form.", report.ToString());

        static IReadOnlyList<double> Exact(IReadOnlyList<double> u) =>
            [.. u.Select((value, j) => 2 * ((Z[j] / (1 + Math.Exp(value))) - T[j]) * -Z[j] * Math.Exp(value) / Math.Pow(1 + Math.Exp(value), 2))];
    }

    [Fact]
    public async Task A_run_without_a_response_is_checked_by_the_other_witnesses()
    {
        using var data = DiagonalData.Of(Z, T);
        var report = await ImplicitDozen.CheckHypergradientAsync(
            data,
            new HypergradientCheckOptions { FiniteDifferences = false, Training = ImplicitDozen.Settings with { Precision = Precision.Float64, Steps = 300 } },
            ImplicitDozen.Settings with { Steps = 20 });
        Assert.Equal(["implicit"], report.Witnesses.Select(witness => witness.Name));
        Assert.Equal(8, report.Indices.Distinct().Count());
    }

    [Fact]
    public async Task All_hyperparameters_are_looked_at_where_they_are_few()
    {
        using var splits = DigitSplits.OneHot(1, 60, 60);
        var settings = TuneRidgeScalarCurvature.Settings with { Precision = Precision.Float64, Steps = 1_500, LearningRate = 3e-2, HyperLearningRate = 0 };
        var report = await TuneRidgeScalarCurvature.CheckHypergradientAsync(splits, new HypergradientCheckOptions { Training = settings }, settings);
        Assert.Equal(["Decay"], report.Hyperparameters);

        // One number has no direction but its sign; the Kronecker form is exact here, so the size is right too.
        Assert.InRange(report[HypergradientWitness.Response]!.RelativeError, 0, 0.1);
        Assert.InRange(report[HypergradientWitness.Implicit]!.RelativeError, 0, 0.1);
    }

    [Theory]
    [InlineData(1, 0, 1, 0, "agrees with")]
    [InlineData(1, 0, -1, 0, "contradicts")]
    [InlineData(1, 1, 1, 0, "points roughly the same way as")]
    [InlineData(3, 0, 1, 0, "has the direction, but not the length, of")]
    [InlineData(1.3, 0, 1, 0, "is close to")]
    [InlineData(0, 0, 1, 0, "contradicts")]
    [InlineData(0, 0, 0, 0, "agrees with")]
    [InlineData(1, 3, 1, 0, "shares little more than the sign with")]
    public void A_verdict_is_in_words(double a, double b, double c, double d, string verdict) =>
        Assert.Equal(verdict, new HypergradientWitness("one", [a, b]).Against([c, d]).Verdict);

    [Fact]
    public async Task Options_out_of_range_are_named()
    {
        using var data = DiagonalData.Of(Z, T);
        var settings = ImplicitDozen.Settings with { Steps = 1 };
        await Named("Samples", new HypergradientCheckOptions { Samples = 0 });
        await Named("Difference", new HypergradientCheckOptions { Difference = 0 });
        await Named("Tolerance", new HypergradientCheckOptions { Tolerance = double.NaN });
        await Named("SolverSteps", new HypergradientCheckOptions { SolverSteps = 0 });
        await Named("ClosedForm", new HypergradientCheckOptions { FiniteDifferences = false, ClosedForm = _ => [1.0], Training = settings });

        async Task Named(string name, HypergradientCheckOptions options) =>
            Assert.StartsWith(name, (await Assert.ThrowsAsync<HyperDslException>(() => ImplicitDozen.CheckHypergradientAsync(data, options, settings))).Message);
    }

    /// <summary>The response's own hypergradient is that of the model that it answers with, running statistics included.</summary>
    [Fact]
    public async Task A_model_with_running_statistics_is_judged_by_its_own()
    {
        using var data = Images();
        var settings = TuneSmallConvNet.Settings with { Precision = Precision.Float64, Steps = 40, HealthChecks = 0 };
        using var result = await TuneSmallConvNet.RunAsync(data, settings);
        var report = await Hyper.Runtime.Hypergradients.Checks.HypergradientCheck.RunAsync(
            result, data, settings, OptimizerKind.Adam, new HypergradientCheckOptions { FiniteDifferences = false, Samples = 100, Training = settings with { Steps = 5 } });
        var response = report[HypergradientWitness.Response]!.Values;
        for (var i = 0; i < response.Count; i++)
        {
            Assert.Equal((LossAt(i, 1e-5) - LossAt(i, -1e-5)) / 2e-5, response[i], 1e-6);
        }

        double LossAt(int index, double difference)
        {
            double[] u = [.. result.Response.Current];
            u[index] += difference;
            using var model = result.Response.At(u);
            return model.ValidationLoss(data.Validation);
        }
    }

    [Fact]
    public async Task Shared_modules_are_refused_before_the_run()
    {
        using var data = Hyper.Runtime.Tests.Training.SmallData.Labelled();
        var problem = await Assert.ThrowsAsync<HyperDslException>(() => TuneSmallSharedNet.CheckHypergradientAsync(data, settings: TuneSmallSharedNet.Settings with { Steps = 1_000_000 }));
        Assert.Contains("SmallSharedNet has shared modules with weights of their own", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_of_the_optimizer_are_refused_before_the_run()
    {
        using var data = Hyper.Runtime.Tests.Training.SmallData.Labelled();
        var problem = await Assert.ThrowsAsync<HyperDslException>(() => OnePassRated.CheckHypergradientAsync(data, settings: OnePassRated.Settings with { Steps = 1_000_000 }));
        Assert.Contains("RatedNetwork has hyperparameters of its optimizer's own (Rate, Momentum, Shrinkage)", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_that_is_cancelled_in_its_solver_stops_there()
    {
        using var data = DiagonalData.Of(Z, T);
        using var result = await TuneDiagonalDozen.RunAsync(data, TuneDiagonalDozen.Settings with { Steps = 20 });
        using var cancellation = new CancellationTokenSource();
        var problem = new Hyper.Runtime.Hypergradients.Problems.DelegateProblem((w, u) => (w * w).sum().add((u * w).sum()), w => w.square().sum());
        using var implicitly = new Hyper.Runtime.Hypergradients.Methods.Implicit(new Hyper.Runtime.Hypergradients.Solvers.ConjugateGradients(5)) { Cancellation = cancellation.Token };
        cancellation.Cancel();
        using var scope = TorchSharp.torch.NewDisposeScope();
        Assert.Throws<OperationCanceledException>(() => implicitly.At(problem, TorchSharp.torch.ones(3), TorchSharp.torch.ones(3)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Hyper.Runtime.Hypergradients.Checks.HypergradientCheck.RunAsync(
            result, data, TuneDiagonalDozen.Settings, OptimizerKind.Adam, cancellation: cancellation.Token));
    }

    private static DataSplits Images()
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        using var noise = new TorchSharp.torch.Generator(6);
        using var all = new Dataset(
            TorchSharp.torch.randn(60, 1, 6, 6, generator: noise).DetachFromDisposeScope(),
            TorchSharp.torch.randint(0, 3, 60, dtype: TorchSharp.torch.ScalarType.Int64, generator: noise).DetachFromDisposeScope());
        return DataSplits.InOrder(all, 40, 20);
    }
}
