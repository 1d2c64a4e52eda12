using Hyper.Generators.Tests.Harness;

namespace Hyper.Generators.Tests.Checking;

public sealed class SearchTests
{
    private static string Source(string arguments, string hyperparameters) => (new ModelSource
    {
        Attribute = "[HyperModel(Hypernetwork.Linear)]",
        Hyperparameters = hyperparameters,
        TrainingLoss = "    [TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + Use(WeightDecay);",
        After = $"[Experiment<Digits>({arguments})]\npublic static partial class Search;",
    }).ToString();

    private static string Of(int count, string arguments)
        => Source(arguments, $"    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log, Count = {count})] public partial HyperTensor WeightDecay {{ get; }}");

    [Theory]
    [InlineData("Algorithm.Grid")]
    [InlineData("Algorithm.Grid, GridPoints = 100_000")]
    [InlineData("Algorithm.Random, Trials = 100, Sampling = Sampling.Sobol, TimeLimit = 60, Tied = true")]
    [InlineData("Algorithm.Bayesian, Trials = 100, InitialTrials = 10, TrialBatch = 4, Kernel = Kernel.Rbf, Ard = true, Sampling = Sampling.Sobol")]
    [InlineData("Algorithm.SuccessiveHalving, Reduction = 4, LeastSteps = 100")]
    [InlineData("Algorithm.Hyperband, Steps = 81, LeastSteps = 1, Momentum = 0.5, Schedule = LearningRateSchedule.Constant, EarlyStoppingPatience = 3")]
    public void A_search_with_settings_that_it_reads(string arguments) => Verify.Clean(Of(1, arguments));

    [Theory]
    [InlineData("Algorithm.Grid, GridPoints = 0")]
    [InlineData("Algorithm.Random, Trials = 0")]
    [InlineData("Algorithm.Random, TimeLimit = -1")]
    [InlineData("Algorithm.Random, TimeLimit = double.PositiveInfinity")]
    [InlineData("Algorithm.Bayesian, InitialTrials = -1")]
    [InlineData("Algorithm.Bayesian, TrialBatch = 0")]
    [InlineData("Algorithm.Hyperband, Reduction = 1")]
    [InlineData("Algorithm.Hyperband, LeastSteps = -1")]
    public void A_setting_out_of_range(string arguments)
        => Verify.ReportsAlone(Of(1, arguments), ("HYP0403", arguments.Split(", ")[^1]));

    [Theory]
    [InlineData("Algorithm.Random, HyperLearningRate = 0.1")]
    [InlineData("Algorithm.Random, HyperOptimizer = OptimizerKind.Adam")]
    [InlineData("Algorithm.Random, ValidationBatchSize = 10")]
    [InlineData("Algorithm.Bayesian, WarmupSteps = 10")]
    [InlineData("Algorithm.Grid, HyperSamples = 2")]
    [InlineData("Algorithm.Grid, Trials = 10")]
    [InlineData("Algorithm.Grid, Sampling = Sampling.Sobol")]
    [InlineData("Algorithm.Random, GridPoints = 10")]
    [InlineData("Algorithm.Random, Kernel = Kernel.Rbf")]
    [InlineData("Algorithm.Random, Ard = true")]
    [InlineData("Algorithm.Hyperband, Trials = 10")]
    [InlineData("Algorithm.Bayesian, Reduction = 3")]
    [InlineData("Algorithm.Joint, Trials = 10")]
    [InlineData("Algorithm.Joint, Tied = true")]
    public void A_setting_of_another_algorithm(string arguments)
        => Verify.ReportsAlone(Of(1, arguments), ("HYP0405", arguments.Split(", ")[^1]));

    [Theory]
    [InlineData("Algorithm.Random, Sampling = (Sampling)7", "Sampling = (Sampling)7")]
    [InlineData("Algorithm.Bayesian, Kernel = (Kernel)7", "Kernel = (Kernel)7")]
    public void A_setting_that_is_no_member(string arguments, string underlined)
        => Verify.ReportsAlone(Of(1, arguments), ("HYP0207", underlined));

    [Theory]
    [InlineData(8, "Algorithm.Grid", "Experiment<Digits>(Algorithm.Grid)")]
    [InlineData(2, "Algorithm.Grid, GridPoints = 400", "GridPoints = 400")]
    [InlineData(2_410, "Algorithm.Grid, GridPoints = 2", "GridPoints = 2")]
    public void A_grid_that_nobody_can_walk(int count, string arguments, string underlined)
        => Verify.ReportsAlone(Of(count, arguments), ("HYP0420", underlined));

    [Theory]
    [InlineData(7, "Algorithm.Grid")]
    [InlineData(2_410, "Algorithm.Grid, GridPoints = 1")]
    [InlineData(2_410, "Algorithm.Grid, Tied = true")]
    public void A_grid_that_can_be_walked(int count, string arguments) => Verify.Clean(Of(count, arguments));

    [Theory]
    [InlineData("Algorithm.Bayesian, Trials = 1", "Trials = 1")]
    [InlineData("Algorithm.Bayesian, InitialTrials = 20", "InitialTrials = 20")]
    [InlineData("Algorithm.Bayesian, Trials = 8, InitialTrials = 9", "InitialTrials = 9")]
    public void Bayesian_optimization_that_proposes_nothing(string arguments, string underlined)
        => Verify.ReportsAlone(Of(1, arguments), ("HYP0421", underlined));

    [Fact]
    public void Bayesian_optimization_that_proposes_one_trial() => Verify.Clean(Of(1, "Algorithm.Bayesian, Trials = 6"));

    [Theory]
    [InlineData("Algorithm.SuccessiveHalving, Steps = 2", "Steps = 2")]
    [InlineData("Algorithm.Hyperband, LeastSteps = 1_667", "LeastSteps = 1_667")]
    [InlineData("Algorithm.Hyperband, Steps = 100, LeastSteps = 60, Reduction = 2", "LeastSteps = 60")]
    public void Halving_that_halves_nothing(string arguments, string underlined)
        => Verify.ReportsAlone(Of(1, arguments), ("HYP0422", underlined));

    [Theory]
    [InlineData("Algorithm.SuccessiveHalving, Steps = 3")]
    [InlineData("Algorithm.Hyperband, LeastSteps = 1_666")]
    public void Halving_that_halves_once(string arguments) => Verify.Clean(Of(1, arguments));

    [Theory]
    [InlineData("Algorithm.Random, Sampling = Sampling.Sobol")]
    [InlineData("Algorithm.Bayesian, Sampling = Sampling.Sobol")]
    [InlineData("Algorithm.Hyperband, Sampling = Sampling.Sobol")]
    public void A_Sobol_sequence_in_too_many_dimensions(string arguments)
    {
        Verify.ReportsAlone(Of(1_025, arguments), ("HYP0423", "Sampling = Sampling.Sobol"));
        Verify.Clean(Of(1_024, arguments));
        Verify.Clean(Of(1_025, arguments + ", Tied = true"));
    }

    [Fact]
    public void More_length_scales_than_trials_can_tell()
    {
        Verify.ReportsAlone(Of(101, "Algorithm.Bayesian, Ard = true"), ("HYP0424", "Ard = true"));
        Verify.Clean(Of(100, "Algorithm.Bayesian, Ard = true"));
        Verify.Clean(Of(101, "Algorithm.Bayesian, Ard = true, Tied = true"));
    }

    [Fact]
    public void A_search_asks_nothing_of_the_response_family()
    {
        Verify.Clean(Of(1, "Algorithm.Random").Replace("Hypernetwork.Linear", "Hypernetwork.Curvature"));
        Verify.Clean(Of(1, "Algorithm.Random").Replace("Hypernetwork.Linear", "Hypernetwork.Centered"));
    }
}
