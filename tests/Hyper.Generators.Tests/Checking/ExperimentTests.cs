using Hyper.Generators.Tests.Harness;

namespace Hyper.Generators.Tests.Checking;

public sealed class ExperimentTests
{
    private static string Source(string arguments, string declaration = "public static partial class Tune;")
        => (new ModelSource { After = $"[Experiment<Digits>({arguments})]\n{declaration}" }).ToString();

    [Theory]
    [InlineData("public static class Tune { }", "Tune")]
    [InlineData("public partial class Tune;", "Tune")]
    [InlineData("file static partial class Tune;", "Tune")]
    [InlineData("public static partial class Tune<T>;", "Tune")]
    public void An_experiment_that_is_no_static_partial_class(string declaration, string underlined)
        => Verify.ReportsAlone(Source("", declaration), ("HYP0401", underlined));

    [Fact]
    public void An_experiment_in_a_type_that_is_not_partial()
        => Verify.ReportsAlone((new ModelSource { After = "public class Outer { [Experiment<Digits>] public static partial class Tune; }" }).ToString(), ("HYP0401", "Tune"));

    [Fact]
    public void Two_experiments_in_one_class()
        => Verify.Reports(
            (new ModelSource { After = "[Experiment<Digits>, Experiment<object>] public static partial class Tune;" }).ToString(),
            ("HYP0401", "Tune"));

    [Theory]
    [InlineData("string")]
    [InlineData("System.Collections.Generic.List<Digits>")]
    [InlineData("Digits[]")]
    public void A_model_that_is_none(string model)
        => Verify.ReportsAlone((new ModelSource { After = $"[Experiment<{model}>] public static partial class Tune;" }).ToString(), ("HYP0402", model));

    [Fact]
    public void A_model_with_errors_of_its_own()
        => Verify.ReportsAlone(
            (new ModelSource { Attribute = "[HyperModel(Rank = 0)]", After = "[Experiment<Digits>] public static partial class Tune;" }).ToString(),
            ("HYP0301", "Rank = 0"),
            ("HYP0402", "Digits"));

    [Fact]
    public void A_model_of_another_project()
    {
        var library = GeneratorRun.Of(Project.Of(new ModelSource().ToString())).Output;
        var user = Project.Of(ModelSource.Usings + "[Experiment<Digits>] public static partial class Tune;").AddReferences(library.ToMetadataReference());
        var run = Verify.Reports(user, ("HYP0402", "Digits"));
        Assert.Contains("belongs to another project", run.RuleDiagnostics[0].GetMessage());
    }

    [Fact]
    public void A_model_that_does_not_exist_is_left_to_the_compiler()
        => Verify.Reports(ModelSource.Usings + "[Experiment<Missing>] public static partial class Tune;");

    [Theory]
    [InlineData("Steps = 0")]
    [InlineData("BatchSize = 0")]
    [InlineData("ValidationBatchSize = -1")]
    [InlineData("HyperSamples = 0")]
    [InlineData("HyperSamples = 101")]
    [InlineData("BatchSize = 1")]
    [InlineData("PerturbationScale = 0")]
    [InlineData("PerturbationScale = double.NaN")]
    [InlineData("LearningRate = 0")]
    [InlineData("LearningRate = double.PositiveInfinity")]
    [InlineData("HyperLearningRate = -0.1")]
    [InlineData("Momentum = 1")]
    [InlineData("Momentum = -0.5")]
    [InlineData("WarmupSteps = -1")]
    [InlineData("InnerSteps = 0")]
    [InlineData("OuterSteps = 0")]
    [InlineData("FineTuningSteps = -1")]
    [InlineData("FineTuningRate = 0")]
    [InlineData("EarlyStoppingPatience = -1")]
    [InlineData("Algorithm.Global, HyperSteps = 0")]
    [InlineData("Algorithm.SelfTuning, EntropyWeight = -1")]
    [InlineData("Algorithm.SelfTuning, ScaleLearningRate = double.NaN")]
    [InlineData("Algorithm.SelfTuning, ValidationBatchSize = 1")]
    public void A_setting_out_of_range(string setting)
        => Verify.ReportsAlone(Source(setting), ("HYP0403", setting.Split(", ")[^1]));

    [Theory]
    [InlineData("HyperLearningRate = 0")]
    [InlineData("Momentum = 0")]
    [InlineData("Seed = -1")]
    [InlineData("BatchSize = 1, Rows = SampleRows.Repeat")]
    [InlineData("Algorithm.Simplified, BatchSize = 1")]
    [InlineData("WarmupSteps = 4_999")]
    public void A_setting_at_the_edge_of_its_range(string settings) => Verify.Clean(Source(settings));

    [Theory]
    [InlineData("Steps = 10, WarmupSteps = 10", "WarmupSteps = 10")]
    [InlineData("WarmupSteps = 5_000", "WarmupSteps = 5_000")]
    public void A_warm_up_that_never_ends(string settings, string underlined)
        => Verify.ReportsAlone(Source(settings), ("HYP0404", underlined));

    [Theory]
    [InlineData("HyperSamples = 1")]
    [InlineData("PerturbationScale = 0.1")]
    public void A_setting_that_the_algorithm_does_not_read(string setting)
        => Verify.ReportsAlone(Source("Algorithm.Simplified, " + setting), ("HYP0405", setting));

    [Theory]
    [InlineData("Algorithm.Simplified", "Antithetic = true")]
    [InlineData("Algorithm.Simplified", "FineTuningSteps = 1")]
    [InlineData("Algorithm.Joint", "EntropyWeight = 0.1")]
    [InlineData("Algorithm.Joint", "ScaleLearningRate = 0.1")]
    [InlineData("Algorithm.Joint", "HyperSteps = 10")]
    [InlineData("Algorithm.SelfTuning", "Linearized = false")]
    [InlineData("Algorithm.Global", "PerturbationScale = 0.1")]
    [InlineData("Algorithm.Global", "WarmupSteps = 5_000")]
    [InlineData("Algorithm.Global", "InnerSteps = 5")]
    [InlineData("Algorithm.Global", "Antithetic = true")]
    public void A_setting_of_another_algorithm(string algorithm, string setting)
        => Verify.ReportsAlone(Source($"{algorithm}, {setting}"), ("HYP0405", setting));

    [Theory]
    [InlineData("Algorithm.Joint, Antithetic = true, InnerSteps = 2, OuterSteps = 3, FineTuningSteps = 1, FineTuningRate = 0.1, EarlyStoppingPatience = 5")]
    [InlineData("Algorithm.Global, HyperSteps = 5, HyperSamples = 3, FineTuningSteps = 1")]
    [InlineData("Algorithm.SelfTuning, EntropyWeight = 0, ScaleLearningRate = 0, Antithetic = true, WarmupSteps = 10")]
    [InlineData("Algorithm.DeltaSelfTuning, Linearized = false, EntropyWeight = 0.1, PerturbationScale = 0.2")]
    public void A_setting_that_the_algorithm_reads(string settings) => Verify.Clean(Source(settings));

    [Theory]
    [InlineData("HyperSamples = 3, Antithetic = true")]
    [InlineData("HyperSamples = 1, Antithetic = true")]
    [InlineData("HyperSamples = 6, Antithetic = true")]
    [InlineData("Algorithm.SelfTuning, HyperSamples = 4, ValidationBatchSize = 25, Antithetic = true")]
    public void Samples_that_make_no_pairs(string settings)
        => Verify.ReportsAlone(Source(settings), ("HYP0407", "Antithetic = true"));

    [Theory]
    [InlineData("HyperSamples = 6, Antithetic = true, Rows = SampleRows.Repeat")]
    [InlineData("HyperSamples = 6, Antithetic = true, BatchSize = 99")]
    [InlineData("HyperSamples = 6, Antithetic = false")]
    [InlineData("HyperSamples = 4, ValidationBatchSize = 25, Antithetic = true")]
    public void Samples_that_make_pairs(string settings) => Verify.Clean(Source(settings));

    [Theory]
    [InlineData("Steps = 10, InnerSteps = 11", "InnerSteps = 11")]
    [InlineData("Steps = 10, WarmupSteps = 6, InnerSteps = 5", "InnerSteps = 5")]
    [InlineData("Algorithm.SelfTuning, Steps = 4", "Steps = 4")]
    public void Hyperparameters_whose_turn_never_comes(string settings, string underlined)
        => Verify.ReportsAlone(Source(settings), ("HYP0408", underlined));

    [Theory]
    [InlineData("Steps = 10, InnerSteps = 10")]
    [InlineData("Steps = 10, WarmupSteps = 5, InnerSteps = 5")]
    [InlineData("Algorithm.SelfTuning, Steps = 5")]
    [InlineData("Algorithm.Global, Steps = 1")]
    public void Hyperparameters_whose_turn_comes_last(string settings) => Verify.Clean(Source(settings));

    [Theory]
    [InlineData("(Algorithm)99", "(Algorithm)99")]
    [InlineData("Rows = (SampleRows)5", "Rows = (SampleRows)5")]
    [InlineData("Optimizer = (OptimizerKind)5", "Optimizer = (OptimizerKind)5")]
    [InlineData("HyperOptimizer = (OptimizerKind)5", "HyperOptimizer = (OptimizerKind)5")]
    [InlineData("Schedule = (LearningRateSchedule)5", "Schedule = (LearningRateSchedule)5")]
    public void A_setting_that_is_no_member(string setting, string underlined)
        => Verify.ReportsAlone(Source(setting), ("HYP0207", underlined));

    [Theory]
    [InlineData("private")]
    [InlineData("protected")]
    [InlineData("private protected")]
    public void An_experiment_that_the_project_cannot_see(string accessibility)
        => Verify.ReportsAlone(
            (new ModelSource { After = $"public partial class Outer {{ [Experiment<Digits>] {accessibility} static partial class Tune; }}" }).ToString(),
            ("HYP0406", "Tune"));

    [Fact]
    public void A_model_that_the_project_cannot_see()
        => Verify.ReportsAlone(
            (new ModelSource
            {
                Before = "public partial class Outer\n{\n[Experiment<Digits>] internal static partial class Tune;",
                Declaration = "private sealed partial class Digits",
                After = "}",
            }).ToString(),
            ("HYP0406", "Tune"));

    [Theory]
    [InlineData("Run")]
    [InlineData("Settings")]
    [InlineData("RunAsync")]
    [InlineData("TrainAtAsync")]
    [InlineData("RunFromAsync")]
    [InlineData("TrainAlongAsync")]
    [InlineData("TrialAsync")]
    [InlineData("__Register")]
    public void A_member_with_a_generated_name(string name)
        => Verify.ReportsAlone(Source("", $"public static partial class Tune {{ public static int {name} => 1; }}"), ("HYP0015", name));

    [Fact]
    public void An_experiment_with_a_generated_name()
        => Verify.ReportsAlone(Source("", "public static partial class Run;"), ("HYP0015", "Run"));
}
