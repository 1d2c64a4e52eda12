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
        var source = One with { Hyperparameters = $"[Hyperparameter(Initial = 1, Count = {values})] public partial HyperTensor Rate {{ get; }}" };
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
            + "use Hypernetwork.Factorized with Rank = 10 (8 MB) or Hypernetwork.Factorized with Rank = 1 (1 MB) or Hypernetwork.Elementwise (1 MB)",
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
    [InlineData("[HyperModel]", 164_860)]
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
}
