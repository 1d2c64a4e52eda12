namespace Hyper.Runtime.Tests.Spaces;

public sealed class HyperparameterSpaceTests
{
    private static readonly HyperparameterSpace Space = new(
        new HyperparameterInfo("Decay", 0, 3, Per.Unit, new Transform(Scale.Log), 0.01),
        new HyperparameterInfo("Rate", 3, 1, Per.Scalar, new Transform(Scale.Linear, 0, 0.9), 0.1));

    [Fact]
    public void The_flat_vector_round_trips()
    {
        double[] natural = [1e-5, 0.3, 20, 0.85];
        var back = Space.ToNatural(Space.ToUnconstrained(natural));
        for (var i = 0; i < natural.Length; i++)
        {
            Assert.Equal(natural[i], back[i], 1e-12 * natural[i]);
        }
    }

    [Fact]
    public void Tuning_starts_from_the_initial_values()
    {
        var natural = Space.ToNatural(Space.InitialUnconstrained());
        Assert.Equal([0.01, 0.01, 0.01, 0.1], natural.Select(value => Math.Round(value, 12)));
    }

    [Fact]
    public void A_value_outside_its_bounds_is_named()
    {
        var exception = Assert.Throws<HyperDslException>(() => Space.ToUnconstrained([0.1, -1, 0.1, 0.5]));
        Assert.StartsWith("Decay[1]: The value -1 is not strictly between 0", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_wrong_number_of_values_is_refused()
    {
        var exception = Assert.Throws<HyperDslException>(() => Space.ToNatural([1, 2]));
        Assert.Equal("2 hyperparameter values were given; this model has 4.", exception.Message);
    }

    [Fact]
    public void A_gap_in_the_layout_is_refused() =>
        Assert.Throws<ArgumentException>(() => new HyperparameterSpace(
            new HyperparameterInfo("Late", 1, 1, Per.Scalar, new Transform(Scale.Linear), 0)));
}
