using CsCheck;
using TorchSharp;

namespace Hyper.Runtime.Tests.Spaces;

public sealed class TransformTests
{
    public static TheoryData<Scale, double, double> Kinds => new()
    {
        { Scale.Linear, double.NegativeInfinity, double.PositiveInfinity },
        { Scale.Linear, 0, 0.9 },
        { Scale.Linear, -2, double.PositiveInfinity },
        { Scale.Linear, double.NegativeInfinity, 5 },
        { Scale.Log, double.NegativeInfinity, double.PositiveInfinity },
        { Scale.Log, 1e-6, 10 },
        { Scale.Log, 1e-3, double.PositiveInfinity },
        { Scale.Log, double.NegativeInfinity, 2 },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Natural_and_unconstrained_are_inverse(Scale scale, double min, double max)
    {
        var transform = new Transform(scale, min, max);

        // Within ±12 no bounded transform has come so close to a bound that the last bits of the natural value decide.
        Gen.Double[-12, 12].Sample(u =>
        {
            var natural = transform.ToNatural(u);
            Assert.True(natural > min && natural < max);
            Assert.Equal(u, transform.ToUnconstrained(natural), 1e-8);
        });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_slope_is_the_derivative(Scale scale, double min, double max)
    {
        var transform = new Transform(scale, min, max);
        Gen.Double[-6, 6].Sample(u =>
        {
            const double e = 1e-5;
            var difference = (transform.ToNatural(u + e) - transform.ToNatural(u - e)) / (2 * e);
            Assert.Equal(difference, transform.SlopeAt(u), 1e-6 * Math.Max(1e-3, Math.Abs(difference)));
        });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Transforms_increase(Scale scale, double min, double max)
    {
        var transform = new Transform(scale, min, max);
        Gen.Select(Gen.Double[-8, 8], Gen.Double[1e-3, 1]).Sample((u, step) =>
            Assert.True(transform.ToNatural(u + step) > transform.ToNatural(u)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Tensors_are_transformed_as_numbers_are(Scale scale, double min, double max)
    {
        var transform = new Transform(scale, min, max);
        double[] coordinates = [-7, -1.5, 0, 0.3, 2, 6];
        using var scope = torch.NewDisposeScope();
        var natural = transform.ToNatural(torch.tensor(coordinates)).data<double>().ToArray();
        for (var i = 0; i < coordinates.Length; i++)
        {
            var expected = transform.ToNatural(coordinates[i]);
            Assert.Equal(expected, natural[i], 1e-12 * Math.Max(1, Math.Abs(expected)));
        }
    }

    [Theory]
    [InlineData(-40)]
    [InlineData(-25)]
    [InlineData(-7.5)]
    [InlineData(3)]
    [InlineData(400)]
    public void A_lower_bound_of_zero_keeps_every_digit(double u)
    {
        var transform = new Transform(Scale.Linear, 0);
        Assert.Equal(u, transform.ToUnconstrained(transform.ToNatural(u)), 1e-12 * Math.Max(1, Math.Abs(u)));
    }

    [Fact]
    public void The_result_is_a_tensor_of_its_own()
    {
        using var u = torch.tensor(new[] { 1.0, 2.0 });
        using var natural = new Transform(Scale.Linear).ToNatural(u);
        natural.add_(1);
        Assert.Equal([1.0, 2.0], u.data<double>().ToArray());
    }

    [Theory]
    [InlineData(Scale.Linear, 1, 1)]
    [InlineData(Scale.Linear, 2, 1)]
    [InlineData(Scale.Linear, double.NaN, 1)]
    [InlineData(Scale.Log, 0, 1)]
    [InlineData(Scale.Log, -1, 1)]
    public void Impossible_bounds_are_refused(Scale scale, double min, double max) =>
        Assert.Throws<HyperDslException>(() => new Transform(scale, min, max));

    [Theory]
    [InlineData(0)]
    [InlineData(0.9)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_value_at_or_outside_its_bounds_is_refused(double natural)
    {
        var exception = Assert.Throws<HyperDslException>(() => new Transform(Scale.Linear, 0, 0.9).ToUnconstrained(natural));
        Assert.Contains("strictly between 0 and 0.9", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>What a run returns is what a training takes, however far out the run has gone.</summary>
    [Theory]
    [InlineData(Scale.Linear, 0, 0.9)]
    [InlineData(Scale.Linear, -1e300, 1e300)]
    [InlineData(Scale.Linear, 1, double.PositiveInfinity)]
    [InlineData(Scale.Linear, double.NegativeInfinity, -1)]
    [InlineData(Scale.Linear, double.NegativeInfinity, double.PositiveInfinity)]
    [InlineData(Scale.Log, 1e-8, 1)]
    [InlineData(Scale.Log, 1e-8, double.PositiveInfinity)]
    [InlineData(Scale.Log, double.NegativeInfinity, 1)]
    [InlineData(Scale.Log, double.NegativeInfinity, double.PositiveInfinity)]
    public void Values_next_to_a_bound_can_be_used_again(Scale scale, double min, double max)
    {
        var transform = new Transform(scale, min, max);
        foreach (var u in (double[])[-1e300, -1e9, -800, -40, -37, -30, -5, 0, 5, 30, 36, 37, 40, 800, 1e9, 1e300])
        {
            var natural = transform.ToNatural(u);
            Assert.True(natural > min && natural < max && double.IsFinite(natural), $"{u} gives {natural}");
            Assert.True(scale == Scale.Linear || natural > 0);
            Assert.True(double.IsFinite(transform.ToUnconstrained(natural)), $"{u} gives {natural}, which gives {transform.ToUnconstrained(natural)}");
        }
    }
}
