using Hyper.Generators.Tests.Harness;

namespace Hyper.Generators.Tests.Checking;

/// <summary>The response family of an experiment: it goes before the model's, and every rule about families is asked of it.</summary>
public sealed class ExperimentFamilyTests
{
    private const string Override = "Hypernetwork = Hypernetwork.";

    private static readonly ModelSource One = new()
    {
        Hyperparameters = "[Hyperparameter(Initial = 1)] public partial HyperTensor Rate { get; }",
        TrainingLoss = "[TrainingLoss] Tensor Fit(Tensor x, Tensor y) => Use(Rate);",
    };

    [Theory]
    [InlineData("Linear", "Digits.Layout.Weights")]
    [InlineData("Factorized, Rank = 3", "of rank 3")]
    [InlineData("Mlp, HiddenUnits = 7", "7")]
    [InlineData("Structured", "Structured")]
    [InlineData("Centered", "Centered")]
    [InlineData("Elementwise", "Elementwise")]
    public void A_family_of_its_own_is_written_into_the_experiment(string family, string part)
    {
        var run = Verify.Clean(Source("[HyperModel(Hypernetwork.Mlp)]", $"Algorithm.Joint, {Override}{family}"));
        Assert.Contains(part, run.Files["Tune.Hypernetwork.g.cs"], StringComparison.Ordinal);
        Assert.Contains("global::Tune.BestResponse>", run.Files["Tune.Training.g.cs"], StringComparison.Ordinal);
        Assert.Contains("Hyperparameters, global::Tune.BestResponse>(path, device)", run.Files["Tune.Run.g.cs"], StringComparison.Ordinal);
        Assert.Contains("Mlp", run.Files["Digits.Hypernetwork.g.cs"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[HyperModel(Hypernetwork.Linear)]", Override + "Linear")]
    [InlineData("[HyperModel(Hypernetwork.Linear)]", Override + "Auto")]
    [InlineData("[HyperModel(Hypernetwork.Factorized, Rank = 3)]", "Rank = 3")]
    [InlineData("[HyperModel]", Override + "Elementwise")] // which is what the compiler chooses
    public void Where_it_is_the_model_s_it_uses_that_one(string attribute, string arguments)
    {
        var run = Verify.Clean(Source(attribute, $"Algorithm.Joint, {arguments}"));
        Assert.DoesNotContain("Tune.Hypernetwork.g.cs", run.Files.Keys);
        Assert.Contains("global::Digits.BestResponse>", run.Files["Tune.Training.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void It_goes_before_those_of_layers()
    {
        var model = new ModelSource
        {
            Attribute = "[HyperModel(Hypernetwork.Linear)]",
            Layers = "[Linear(64, 32, Hypernetwork = Hypernetwork.Structured)] public partial HyperLinear Hidden { get; } [Linear(32, 10)] public partial HyperLinear Output { get; }",
            After = $"[Experiment<Digits>(Algorithm.Joint, {Override}Elementwise)] public static partial class Tune;",
        };
        var run = Verify.Clean(model.ToString());
        Assert.Contains("a hybrid", run.Files["Digits.Hypernetwork.g.cs"], StringComparison.Ordinal);
        Assert.Contains("with an Elementwise hypernetwork", run.Files["Tune.Training.g.cs"], StringComparison.Ordinal);
        Assert.DoesNotContain("hybrid", run.Files["Tune.Hypernetwork.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_computed_response_has_no_file_and_loads_a_point()
    {
        var run = Verify.Clean((One with { Attribute = "[HyperModel(Hypernetwork.Linear)]", After = $"[Experiment<Digits>(Algorithm.Joint, {Override}Curvature)] public static partial class Tune;" }).ToString());
        Assert.DoesNotContain("Tune.Hypernetwork.g.cs", run.Files.Keys);
        Assert.Contains("CurvatureRun<", run.Files["Tune.Training.g.cs"], StringComparison.Ordinal);
        Assert.Contains(".LoadPoint<", run.Files["Tune.Run.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_search_loads_no_response()
        => Assert.DoesNotContain("LoadResponse", Verify.Clean(Source("[HyperModel]", "Algorithm.Random")).Files["Tune.Run.g.cs"], StringComparison.Ordinal);

    [Theory]
    [InlineData("Algorithm.Simplified, " + Override + "Centered", "HYP0310", "Algorithm.Simplified")]
    [InlineData("Algorithm.SelfTuning, " + Override + "Curvature", "HYP0413", "Algorithm.SelfTuning")]
    [InlineData("Algorithm.Joint, " + Override + "Curvature, HyperSamples = 4", "HYP0405", "HyperSamples = 4")]
    [InlineData("Algorithm.Joint, " + Override + "Curvature, Preconditioner = Preconditioner.None", "HYP0417", "Preconditioner = Preconditioner.None")]
    [InlineData("Algorithm.Joint, " + Override + "Factorized, Rank = 0", "HYP0301", "Rank = 0")]
    [InlineData("Algorithm.Joint, Rank = 2_410", "HYP0302", "Rank = 2_410")]
    [InlineData("Algorithm.Joint, HiddenUnits = 0", "HYP0303", "HiddenUnits = 0")]
    [InlineData("Algorithm.Joint, " + Override + "Linear, Rank = 3", "HYP0305", "Rank = 3")]
    [InlineData("Algorithm.Joint, Hypernetwork = (Hypernetwork)77", "HYP0207", "Hypernetwork = (Hypernetwork)77")]
    [InlineData("Algorithm.Implicit, " + Override + "Linear", "HYP0405", Override + "Linear")]
    [InlineData("Algorithm.Implicit, Rank = 3", "HYP0405", "Rank = 3")]
    [InlineData("Algorithm.Random, " + Override + "Linear", "HYP0405", Override + "Linear")]
    public void Rules_are_asked_of_the_experiment(string arguments, string rule, string squiggle)
        => Verify.ReportsAlone(Source("[HyperModel(Hypernetwork.Linear)]", arguments), (rule, squiggle));

    [Theory]
    [InlineData("[HyperModel(Hypernetwork.Centered)]", "Algorithm.Simplified, " + Override + "Structured")]
    [InlineData("[HyperModel(Hypernetwork.Curvature)]", "Algorithm.SelfTuning, " + Override + "Linear")]
    [InlineData("[HyperModel(Hypernetwork.Curvature)]", "Algorithm.Joint, HyperSamples = 4, " + Override + "Elementwise")]
    public void What_the_model_s_family_refuses_an_experiment_s_may_allow(string attribute, string arguments) => Verify.Clean(Source(attribute, arguments));

    [Fact]
    public void An_elementwise_response_without_a_hyperparameter_for_each_weight()
        => Verify.ReportsAlone(
            (One with { After = $"[Experiment<Digits>(Algorithm.Joint, {Override}Elementwise)] public static partial class Tune;" }).ToString(), ("HYP0304", Override + "Elementwise"));

    [Fact]
    public void A_size_that_an_int_cannot_count()
    {
        var source = new ModelSource
        {
            Layers = "[Linear(1_000, 100)] public partial HyperLinear Hidden { get; }",
            Forward = "[Forward] Tensor F(Tensor x) => Use(Hidden);",
            After = $"[Experiment<Digits>(Algorithm.Joint, {Override}Linear)] public static partial class Tune;",
        };
        var run = Verify.ReportsAlone(source.ToString(), ("HYP0306", Override + "Linear"));
        Assert.StartsWith("The hypernetwork of 'Tune' has 10,020,210,200 parameters", run.RuleDiagnostics[0].GetMessage(), StringComparison.Ordinal);
    }

    private static string Source(string attribute, string arguments) => (new ModelSource
    {
        Attribute = attribute,
        After = $"[Experiment<Digits>({arguments})] public static partial class Tune;",
    }).ToString();
}
