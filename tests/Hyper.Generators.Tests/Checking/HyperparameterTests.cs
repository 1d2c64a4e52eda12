using Hyper.Generators.Tests.Harness;

namespace Hyper.Generators.Tests.Checking;

public sealed class HyperparameterTests
{
    private static string Source(string arguments) => (new ModelSource
    {
        Hyperparameters = $"[Hyperparameter({arguments})] public partial HyperTensor Rate {{ get; }}",
        TrainingLoss = "[TrainingLoss] Tensor Fit(Tensor x, Tensor y) => Use(Rate);",
    }).ToString();

    [Theory]
    [InlineData("Min = 1, Max = 0", "Min = 1")]
    [InlineData("Initial = 1, Min = 1, Max = 1", "Min = 1")]
    [InlineData("Initial = 1, Max = double.NegativeInfinity", "Max = double.NegativeInfinity")]
    [InlineData("Initial = 1, Min = double.PositiveInfinity", "Min = double.PositiveInfinity")]
    [InlineData("Initial = 1, Min = double.NaN", "Min = double.NaN")]
    [InlineData("Initial = 1, Max = double.NaN", "Max = double.NaN")]
    public void Bounds_upside_down(string arguments, string underlined)
        => Verify.ReportsAlone(Source(arguments), ("HYP0201", underlined));

    [Theory]
    [InlineData("Initial = 0, Min = 0, Max = 1", "Initial = 0")]
    [InlineData("Initial = 1, Min = 0, Max = 1", "Initial = 1")]
    [InlineData("Initial = -1, Min = 0", "Initial = -1")]
    [InlineData("Initial = 3, Max = 2", "Initial = 3")]
    [InlineData("Initial = 3, Max = 2, Scale = Scale.Log", "Initial = 3")]
    public void An_initial_value_outside_the_bounds(string arguments, string underlined)
        => Verify.ReportsAlone(Source(arguments), ("HYP0202", underlined));

    [Fact]
    public void Bounds_with_no_number_between_them()
        => Verify.ReportsAlone(Source("Min = 1, Max = 1.0000000000000002"), ("HYP0202", "Rate"));

    [Theory]
    [InlineData("Initial = 1, Min = 0, Scale = Scale.Log", "Min = 0")]
    [InlineData("Initial = 1, Min = -1, Max = 2, Scale = Scale.Log", "Min = -1")]
    [InlineData("Initial = -2, Max = -1, Scale = Scale.Log", "Initial = -2", "Max = -1")]
    [InlineData("Initial = 0, Scale = Scale.Log", "Initial = 0")]
    public void A_log_scale_at_or_below_zero(string arguments, params string[] underlined)
        => Verify.ReportsAlone(Source(arguments), [.. underlined.Select(text => ("HYP0203", text))]);

    [Theory]
    [InlineData("", "Rate")]
    [InlineData("Min = 0", "Rate")]
    [InlineData("Max = 1", "Rate")]
    [InlineData("Scale = Scale.Log", "Rate")]
    [InlineData("Initial = double.NaN, Min = 0, Max = 1", "Initial = double.NaN")]
    [InlineData("Initial = double.PositiveInfinity", "Initial = double.PositiveInfinity")]
    public void No_finite_initial_value(string arguments, string underlined)
        => Verify.ReportsAlone(Source(arguments), ("HYP0204", underlined));

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    public void A_count_below_one(string count)
        => Verify.ReportsAlone(Source($"Initial = 1, Count = {count}"), ("HYP0205", $"Count = {count}"));

    [Fact]
    public void A_count_together_with_a_granularity()
        => Verify.ReportsAlone(Source("Initial = 1, Count = 3, Per = Per.Layer"), ("HYP0206", "Count = 3"));

    [Theory]
    [InlineData("Scale = (Scale)7")]
    [InlineData("Per = (Per)(-1)")]
    public void An_option_that_is_no_member(string option)
        => Verify.ReportsAlone(Source("Initial = 1, " + option), ("HYP0207", option));

    [Fact]
    public void More_values_than_an_int_counts()
    {
        var source = (new ModelSource
        {
            Hyperparameters = """
                [Hyperparameter(Initial = 1, Count = int.MaxValue)] public partial HyperTensor A { get; }
                [Hyperparameter(Initial = 1, Count = int.MaxValue)] public partial HyperTensor B { get; }
                """,
            TrainingLoss = "[TrainingLoss] Tensor Fit(Tensor x, Tensor y) => Use(A) + Use(B);",
        }).ToString();
        Verify.ReportsAlone(source, ("HYP0208", "Digits"));
    }

    [Theory]
    [InlineData("Min = 0, Max = 1", 0.5)]
    [InlineData("Min = 1e-4, Max = 1e-2, Scale = Scale.Log", 1e-3)]
    [InlineData("Min = -1.5e308, Max = 1.7e308", 1e307)]
    [InlineData("Min = 1e-300, Max = 1e300, Scale = Scale.Log", 1)]
    public void Without_an_initial_value_it_is_the_midpoint_on_the_scale(string arguments, double midpoint)
    {
        var space = Verify.Clean(Source(arguments)).Files["Digits.Space.g.cs"];
        var written = space.Split("Initial: ")[1].Split(')')[0];
        Assert.Equal(midpoint, double.Parse(written, System.Globalization.CultureInfo.InvariantCulture), Math.Abs(midpoint) * 1e-9);
    }

    [Fact]
    public void A_wrong_argument_type_is_left_to_the_compiler() => Verify.Reports(Source("Initial = \"much\""));
}
