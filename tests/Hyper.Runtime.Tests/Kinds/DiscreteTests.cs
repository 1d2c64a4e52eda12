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

    [Fact]
    public void A_uniform_prior_draws_each_whole_number_as_often()
    {
        NativeBackend.EnsureLoaded();
        var info = new HyperparameterInfo("Layers", 0, 1, Per.Scalar, new Transform(Scale.Linear, -0.5, 2.5), 1) { Discrete = true, Prior = HyperparameterPrior.Uniform(0, 2) };
        using var noise = new Generator(3);
        using var coordinates = zeros(30_000, dtype: ScalarType.Float64);
        info.Sample(coordinates, noise);
        var counts = coordinates.data<double>().ToArray().GroupBy(info.ToNatural).ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal([0, 1, 2], counts.Keys.Order());
        Assert.All(counts.Values, count => Assert.InRange(count, 9_700, 10_300));
        Assert.Equal([0.0, 1, 2], new[] { 0.1, 0.5, 0.9 }.Select(share => info.ToNatural(info.Quantile(share))));
    }
}
