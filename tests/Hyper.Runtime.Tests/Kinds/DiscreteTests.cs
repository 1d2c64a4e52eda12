using Hyper.Runtime.Native;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Kinds;

public sealed class DiscreteTests
{
    // As the compiler writes it for Min = 1, Max = 5.
    private static readonly HyperparameterInfo Info =
        new("Size", 0, 1, Per.Scalar, new Transform(Scale.Linear, 0.5, 5.5), 3) { Discrete = true };

    static DiscreteTests() => NativeBackend.EnsureLoaded();

    [Fact]
    public void Every_whole_number_is_reached_and_as_wide_as_the_others()
    {
        var space = new HyperparameterSpace(Info);
        const int steps = 100_000;
        var counts = new int[7];
        for (var i = 0; i < steps; i++)
        {
            // Evenly spaced in the natural value.
            var value = 0.5 + (5 * (i + 0.5) / steps);
            var natural = space.ToNatural(space.ToUnconstrained([value]))[0];
            Assert.Equal(Math.Round(natural), natural);
            counts[(int)natural]++;
        }

        Assert.Equal([0, 0], (int[])[counts[0], counts[6]]);
        Assert.All(counts[1..6], count => Assert.InRange(count, (steps / 5) - 2, (steps / 5) + 2));
    }

    [Theory]
    [InlineData(-1000, 1)]
    [InlineData(1000, 5)]
    [InlineData(0, 3)]
    public void Far_out_lies_the_first_or_last_number(double u, double expected)
    {
        using var scope = NewDisposeScope();
        Assert.Equal(expected, new HyperparameterSpace(Info).ToNatural([u])[0]);
        Assert.Equal(expected, Info.ToNatural(tensor([u])).item<double>());
    }

    [Fact]
    public void A_model_reads_whole_numbers_of_a_continuous_coordinate()
    {
        using var scope = NewDisposeScope();
        using var fixture = new KindFixture(3, KindFixture.Each(1.4, 1.6, -0.4), discrete: true);
        Assert.Equal([1, 2, 0], fixture.Strength.Values.view(-1).data<double>().ToArray());
    }

    [Fact]
    public void A_whole_number_and_its_coordinate_are_each_other_s()
    {
        var space = new HyperparameterSpace(Info);
        for (var value = 1; value <= 5; value++)
        {
            Assert.Equal(value, space.ToNatural(space.ToUnconstrained([value]))[0]);
        }

        Assert.Throws<HyperDslException>(() => space.ToUnconstrained([6]));
    }
}
