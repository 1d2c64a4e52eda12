using Hyper.Runtime.Runs;

namespace Hyper.Runtime.Tests.Runs;

public class ComparisonValueTests
{
    private static readonly HyperparameterSpace Space = new(
        new HyperparameterInfo("WeightDecay", 0, 3, Per.Weight, new Transform(Scale.Log), 1e-3),
        new HyperparameterInfo("Dropout", 3, 1, Per.Scalar, new Transform(Scale.Linear, 0, 0.9), 0.1),
        new HyperparameterInfo("Shift", 4, 2, Per.Scalar, new Transform(Scale.Linear), 0));

    [Fact]
    public void Each_hyperparameter_has_the_mean_of_its_own_scale()
    {
        IReadOnlyList<ComparisonValue> values = ComparisonValue.Of(Space, [0.01, 0.1, 1, 0.25, -1, 4]);
        Assert.Equal(["WeightDecay", "Dropout", "Shift"], values.Select(value => value.Name));
        Assert.Equal([3, 1, 2], values.Select(value => value.Count));
        Assert.Equal([0.01, 0.25, -1], values.Select(value => value.Min));
        Assert.Equal([1, 0.25, 4], values.Select(value => value.Max));
        Assert.Equal(0.1, values[0].Mean, 12);
        Assert.Equal([0.25, 1.5], values.Skip(1).Select(value => value.Mean));
    }

    [Fact]
    public void The_mean_of_equal_values_is_that_very_value()
    {
        ComparisonValue value = ComparisonValue.Of(Space, [0.001, 0.001, 0.001, 0.1, 0, 0])[0];
        Assert.Equal(0.001, value.Mean);
        Assert.Equal("weight decay 1e-3 (all 3)", value.ToString());
    }

    [Fact]
    public void Values_that_are_not_the_spaces_are_refused()
        => Assert.Contains("5", Assert.Throws<HyperDslException>(() => ComparisonValue.Of(Space, [1, 1, 1, 0.1, 0])).Message);

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.06329, "0.0633")]
    [InlineData(-0.5, "-0.5")]
    [InlineData(0.00028, "2.8e-4")]
    [InlineData(999.4, "999")]
    [InlineData(999.6, "1e3")]
    [InlineData(2_410, "2.4e3")]
    [InlineData(double.NaN, "NaN")]
    public void Numbers_are_short(double value, string text) => Assert.Equal(text, ComparisonValue.Short(value));

    [Theory]
    [InlineData("WeightDecay", "weight decay")]
    [InlineData("dropout", "dropout")]
    [InlineData("", "")]
    public void Names_become_words(string name, string words) => Assert.Equal(words, ComparisonValue.InWords(name));
}
