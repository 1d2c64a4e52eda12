using Hyper.Generators.Tests.Harness;

namespace Hyper.Generators.Tests.Checking;

public sealed class HypernetworkTests
{
    // 2,410 weights and, with one a weight and one scalar, 2,411 values.
    private static readonly ModelSource Many = new();

    private static readonly ModelSource One = Many with
    {
        Hyperparameters = "[Hyperparameter(Initial = 1)] public partial HyperTensor Rate { get; }",
        TrainingLoss = "[TrainingLoss] Tensor Fit(Tensor x, Tensor y) => Use(Rate);",
    };

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public void A_rank_below_one(int rank)
        => Verify.ReportsAlone((Many with { Attribute = $"[HyperModel(Hypernetwork.Factorized, Rank = {rank})]" }).ToString(), ("HYP0301", $"Rank = {rank}"));

    [Theory]
    [InlineData(2_410)]
    [InlineData(int.MaxValue)]
    public void A_rank_at_or_above_the_dimensions(int rank)
    {
        var run = Verify.ReportsAlone((Many with { Attribute = $"[HyperModel(Rank = {rank})]" }).ToString(), ("HYP0302", $"Rank = {rank}"));
        Assert.Contains("write a rank from 1 to 2,409", run.RuleDiagnostics[0].GetMessage());
    }

    [Fact]
    public void The_largest_rank_that_fits() => Verify.Clean((Many with { Attribute = "[HyperModel(Rank = 2_409)]" }).ToString());

    [Fact]
    public void An_explicit_rank_for_one_hyperparameter()
    {
        var run = Verify.ReportsAlone((One with { Attribute = "[HyperModel(Rank = 1)]" }).ToString(), ("HYP0302", "Rank = 1"));
        Assert.Contains("use Hypernetwork.Linear", run.RuleDiagnostics[0].GetMessage());
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(5, 4)]
    [InlineData(11, 10)]
    [InlineData(12, 10)]
    public void The_default_rank_is_the_largest_that_fits(int values, int rank)
    {
        var source = One with
        {
            Attribute = "[HyperModel(Hypernetwork.Factorized)]",
            Hyperparameters = $"[Hyperparameter(Initial = 1, Count = {values})] public partial HyperTensor Rate {{ get; }}",
        };
        Assert.Contains($"of rank {rank},", Verify.Clean(source.ToString()).Files["Digits.Hypernetwork.g.cs"]);
    }

    [Fact]
    public void Hidden_units_below_one()
        => Verify.ReportsAlone((Many with { Attribute = "[HyperModel(Hypernetwork.Mlp, HiddenUnits = 0)]" }).ToString(), ("HYP0303", "HiddenUnits = 0"));

    [Fact]
    public void An_elementwise_response_without_a_hyperparameter_for_each_weight()
        => Verify.ReportsAlone((One with { Attribute = "[HyperModel(Hypernetwork.Elementwise)]" }).ToString(), ("HYP0304", "Hypernetwork.Elementwise"));

    [Theory]
    [InlineData("Linear", "Rank = 3")]
    [InlineData("Mlp", "Rank = 3")]
    [InlineData("Elementwise", "Rank = 3")]
    [InlineData("Factorized", "HiddenUnits = 3")]
    public void An_option_that_the_family_does_not_read(string family, string option)
        => Verify.ReportsAlone((Many with { Attribute = $"[HyperModel(Hypernetwork.{family}, {option})]" }).ToString(), ("HYP0305", option));

    [Fact]
    public void A_family_that_is_no_member()
        => Verify.ReportsAlone((Many with { Attribute = "[HyperModel((Hypernetwork)9)]" }).ToString(), ("HYP0207", "(Hypernetwork)9"));

    [Fact]
    public void A_hypernetwork_that_an_int_cannot_count()
    {
        var source = Many with { Attribute = "[HyperModel(Hypernetwork.Linear)]", Layers = "[Linear(1_000, 100)] public partial HyperLinear Hidden { get; }", Forward = "[Forward] Tensor F(Tensor x) => Use(Hidden);" };
        var run = Verify.ReportsAlone(source.ToString(), ("HYP0306", "Hypernetwork.Linear"));
        Assert.Equal(
            "The hypernetwork of 'Digits' has 10,020,210,200 parameters (38,224 MB), and one buffer holds at most 2,147,483,647; "
            + "use Hypernetwork.Factorized with Rank = 10 (8 MB) or Hypernetwork.Factorized with Rank = 1 (1 MB) or Hypernetwork.Structured (77 MB) or Hypernetwork.Elementwise (1 MB)",
            run.RuleDiagnostics[0].GetMessage());
    }

    [Fact]
    public void A_hypernetwork_over_a_gibibyte_is_written_with_a_warning()
    {
        var source = Many with { Attribute = "[HyperModel(Hypernetwork.Linear)]", Layers = "[Linear(200, 100)] public partial HyperLinear Hidden { get; }", Forward = "[Forward] Tensor F(Tensor x) => Use(Hidden);" };
        var run = Verify.ReportsAlone(source.ToString(), ("HYP0307", "Hypernetwork.Linear"));
        Assert.Contains("Digits.Hypernetwork.g.cs", run.Files.Keys);
    }

    [Theory]
    [InlineData("Linear", "P * (n + 1)", 784, 10, 10, 86_350)]
    [InlineData("Linear", "P * (n + 1)", 784, 10, 1, 15_700)]
    [InlineData("Mlp", "h(n + P) + h + P", 784, 10, 1, 400_450)]
    [InlineData("Structured", "2P + nR", 784, 10, 6, 15_820)]
    [InlineData("Centered", "2P + nR", 784, 10, 6, 15_820)]
    public void Parameter_counts_of_the_paper(string family, string formula, int inputs, int outputs, int values, int expected)
    {
        var source = One with
        {
            Attribute = $"[HyperModel(Hypernetwork.{family})]",
            Layers = $"[Linear({inputs}, {outputs})] public partial HyperLinear Hidden {{ get; }}",
            Forward = "[Forward] Tensor F(Tensor x) => Use(Hidden);",
            Hyperparameters = $"[Hyperparameter(Initial = 1, Count = {values})] public partial HyperTensor Rate {{ get; }}",
        };
        Assert.True(
            Verify.Clean(source.ToString()).Files["Digits.Layout.g.cs"].Contains($"HypernetworkParameterCount = {expected};"),
            $"{family} has {formula} parameters.");
    }

    [Theory]
    [InlineData("[HyperModel(Hypernetwork.Factorized)]", 164_860)]
    [InlineData("[HyperModel(Hypernetwork.Elementwise)]", 15_700)]
    public void Parameter_counts_with_one_value_a_weight(string attribute, int expected)
    {
        var source = One with
        {
            Attribute = attribute,
            Layers = "[Linear(784, 10)] public partial HyperLinear Hidden { get; }",
            Forward = "[Forward] Tensor F(Tensor x) => Use(Hidden);",
            Hyperparameters = "[Hyperparameter(Initial = 1, Per = Per.Weight)] public partial HyperTensor Rate { get; }",
        };
        Assert.Contains($"HypernetworkParameterCount = {expected};", Verify.Clean(source.ToString()).Files["Digits.Layout.g.cs"]);
    }

    [Theory]
    [InlineData("[HyperModel(Hypernetwork.Centered)]", "")]
    [InlineData("[HyperModel(Hypernetwork.Linear)]", ", Hypernetwork = Hypernetwork.Centered")]
    public void A_centered_response_without_perturbation(string attribute, string ofLayer)
    {
        var source = One with
        {
            Attribute = attribute,
            Layers = $"[Linear(3, 2{ofLayer})] public partial HyperLinear Hidden {{ get; }}\n[Linear(2, 1)] public partial HyperLinear Output {{ get; }}",
            After = "[Experiment<Digits>(Algorithm.Simplified)] public static partial class Tune;",
        };
        Verify.ReportsAlone(source.ToString(), ("HYP0310", "Algorithm.Simplified"));
        Verify.Clean((source with { After = "[Experiment<Digits>(Algorithm.Joint)] public static partial class Tune;" }).ToString());
        Verify.Clean(source.ToString().Replace("Centered", "Structured"));
    }

    [Theory]
    [InlineData("HYP0301", "Hypernetwork = Hypernetwork.Factorized, Rank = 0", "Rank = 0", "'Output'")]
    [InlineData("HYP0302", "Hypernetwork = Hypernetwork.Factorized, Rank = 330", "Rank = 330", "2,411 hyperparameter values and 330 weights")]
    [InlineData("HYP0303", "Hypernetwork = Hypernetwork.Mlp, HiddenUnits = -1", "HiddenUnits = -1", "'Output'")]
    [InlineData("HYP0305", "Hypernetwork = Hypernetwork.Mlp, Rank = 3", "Rank = 3", "The hypernetwork of 'Output' is Mlp, which does not read Rank")]
    [InlineData("HYP0305", "Hypernetwork = Hypernetwork.Factorized, HiddenUnits = 3", "HiddenUnits = 3", "The hypernetwork of 'Output' is Factorized, which does not read HiddenUnits")]
    [InlineData("HYP0207", "Hypernetwork = (Hypernetwork)77", "Hypernetwork = (Hypernetwork)77", "'Output' has Hypernetwork = 77")]
    public void An_override_of_a_layer(string rule, string arguments, string squiggle, string message)
    {
        var run = Verify.ReportsAlone(Override(arguments), (rule, squiggle));
        Assert.Contains(message, run.RuleDiagnostics[0].GetMessage());
    }

    [Theory]
    [InlineData("Hypernetwork = Hypernetwork.Factorized, Rank = 329")]
    [InlineData("Rank = 1")]
    [InlineData("Hypernetwork = Hypernetwork.Mlp, HiddenUnits = 1")]
    [InlineData("Hypernetwork = Hypernetwork.Elementwise")]
    [InlineData("Hypernetwork = Hypernetwork.Structured, Bias = false")]
    public void A_right_override_of_a_layer(string arguments) => Verify.Clean(Override(arguments));

    [Fact]
    public void An_elementwise_layer_without_a_hyperparameter_for_each_weight()
        => Verify.ReportsAlone(
            (One with { Layers = Layers("Hypernetwork = Hypernetwork.Elementwise") }).ToString(), ("HYP0304", "Hypernetwork = Hypernetwork.Elementwise"));

    /// <summary>A rank of the class is for every layer that has the family, its own word or not.</summary>
    [Theory]
    [InlineData("Rank = 4", "Hypernetwork = Hypernetwork.Factorized", "of rank 4")]
    [InlineData("Rank = 4", "Hypernetwork = Hypernetwork.Factorized, Rank = 2", "of rank 2")]
    [InlineData("HiddenUnits = 4", "Hypernetwork = Hypernetwork.Mlp", "with 4 hidden units")]
    public void An_option_of_the_class_that_a_layer_reads(string option, string arguments, string formula)
    {
        var run = Verify.Clean((Many with { Attribute = $"[HyperModel(Hypernetwork.Structured, {option})]", Layers = Layers(arguments) }).ToString());
        Assert.Contains(formula, run.Files["Digits.Hypernetwork.g.cs"]);
    }

    /// <summary>A class that no layer takes the family of is the model that its layers say.</summary>
    [Fact]
    public void The_same_override_of_every_layer_is_one_block()
    {
        var source = Many with { Attribute = "[HyperModel(Hypernetwork.Linear)]", Layers = Layers("Hypernetwork = Hypernetwork.Structured").Replace("[Linear(64, 32)]", "[Linear(64, 32, Hypernetwork = Hypernetwork.Structured)]") };
        Assert.Equal(
            Verify.Clean((Many with { Attribute = "[HyperModel(Hypernetwork.Structured)]" }).ToString()).Files["Digits.Hypernetwork.g.cs"],
            Verify.Clean(source.ToString()).Files["Digits.Hypernetwork.g.cs"]);
    }

    [Fact]
    public void A_hybrid_that_an_int_cannot_count_names_its_largest_block()
    {
        var source = Many with
        {
            Attribute = "[HyperModel(Hypernetwork.Elementwise)]",
            Layers = """
                [Linear(1_000, 100, Hypernetwork = Hypernetwork.Linear)] public partial HyperLinear Hidden { get; }
                [Linear(100, 10)] public partial HyperLinear Output { get; }
                """,
        };
        var run = Verify.ReportsAlone(source.ToString(), ("HYP0306", "Hypernetwork = Hypernetwork.Linear"));
        Assert.Contains("; for Hidden use Hypernetwork.Factorized with Rank = 10 (8 MB) or ", run.RuleDiagnostics[0].GetMessage());
    }

    private static string Override(string arguments) => (Many with { Layers = Layers(arguments) }).ToString();

    private static string Layers(string ofOutput)
        => $"[Linear(64, 32)] public partial HyperLinear Hidden {{ get; }}\n[Linear(32, 10, {ofOutput})] public partial HyperLinear Output {{ get; }}";
}
