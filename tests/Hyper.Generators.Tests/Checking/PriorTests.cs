using Hyper.Generators.Tests.Harness;

namespace Hyper.Generators.Tests.Checking;

public sealed class PriorTests
{
    private static string Source(string arguments) => (new ModelSource
    {
        Hyperparameters = $"[Hyperparameter({arguments})] public partial HyperTensor Rate {{ get; }}",
        TrainingLoss = "[TrainingLoss] Tensor Fit(Tensor x, Tensor y) => Use(Rate);",
    }).ToString();

    [Theory]
    [InlineData("Initial = 1, Prior = Prior.Uniform", "Prior = Prior.Uniform", "Prior = Prior.Uniform")]
    [InlineData("Initial = 1, Max = 2, Prior = Prior.Uniform", "Prior = Prior.Uniform")]
    [InlineData("Initial = 1, Min = 0, Prior = Prior.Uniform", "Prior = Prior.Uniform")]
    [InlineData("Initial = 1, Min = 0, Prior = Prior.Uniform, PriorMax = double.PositiveInfinity", "PriorMax = double.PositiveInfinity")]
    [InlineData("Initial = 1, Prior = Prior.Uniform, PriorMin = 3, PriorMax = 2", "PriorMin = 3")]
    [InlineData("Initial = 1, Min = 0, Max = 4, Prior = Prior.Uniform, PriorMin = -1", "PriorMin = -1")]
    [InlineData("Initial = 1, Min = 0, Max = 4, Prior = Prior.Uniform, PriorMax = 5", "PriorMax = 5")]
    [InlineData("Initial = 1, Min = 0, Max = 4, Prior = Prior.LogUniform", "Prior = Prior.LogUniform")]
    [InlineData("Initial = 1, Prior = Prior.LogUniform, PriorMin = 0, PriorMax = 5", "PriorMin = 0")]
    [InlineData("Initial = 1, Scale = Scale.Log, Prior = Prior.Uniform, PriorMin = -1, PriorMax = 5", "PriorMin = -1")]
    [InlineData("Initial = 1, PriorDeviation = 0", "PriorDeviation = 0")]
    [InlineData("Initial = 1, PriorDeviation = double.NaN", "PriorDeviation = double.NaN")]
    public void A_prior_that_cannot_be_drawn_from(string arguments, params string[] underlined)
        => Verify.ReportsAlone(Source(arguments), [.. underlined.Select(text => ("HYP0409", text))]);

    [Theory]
    [InlineData("Initial = 1, PriorMin = 0.5", "PriorMin = 0.5")]
    [InlineData("Initial = 1, Prior = Prior.Normal, PriorMax = 2", "PriorMax = 2")]
    [InlineData("Initial = 1, Min = 0, Max = 2, Prior = Prior.Uniform, PriorDeviation = 1", "PriorDeviation = 1")]
    public void An_option_that_the_prior_does_not_read(string arguments, string underlined)
        => Verify.ReportsAlone(Source(arguments), ("HYP0410", underlined));

    [Theory]
    [InlineData("Initial = 1, PriorDeviation = 0.5")]
    [InlineData("Initial = 1, Min = 0, Max = 4, Prior = Prior.Uniform")]
    [InlineData("Initial = 1, Min = 0, Max = 4, Prior = Prior.Uniform, PriorMin = 0, PriorMax = 4")]
    [InlineData("Initial = 1, Min = 0, Max = 4, Prior = Prior.LogUniform, PriorMin = 0.1")]
    [InlineData("Initial = 1, Scale = Scale.Log, Prior = Prior.Uniform, PriorMin = 0.5, PriorMax = 2, Per = Per.Weight")]
    public void A_prior_that_can_be_drawn_from(string arguments) => Verify.Clean(Source(arguments));

    [Fact]
    public void A_prior_that_is_no_member()
        => Verify.ReportsAlone(Source("Initial = 1, Prior = (Prior)7"), ("HYP0207", "Prior = (Prior)7"));
}
