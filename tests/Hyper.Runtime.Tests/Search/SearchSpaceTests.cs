using CsCheck;
using Hyper.Runtime.Native;
using Hyper.Runtime.Search.Points;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Search;

public sealed class SearchSpaceTests
{
    static SearchSpaceTests() => NativeBackend.EnsureLoaded();

    private static readonly HyperparameterSpace space = new(
        new HyperparameterInfo("Decay", 0, 3, Per.Layer, new Transform(Scale.Log), 1e-3) { Prior = HyperparameterPrior.LogUniform(1e-6, 1e-2) },
        new HyperparameterInfo("Dropout", 3, 1, Per.Scalar, new Transform(Scale.Linear, 0, 0.9), 0.1) { Prior = HyperparameterPrior.Uniform(0, 0.9) },
        new HyperparameterInfo("Strength", 4, 1, Per.Scalar, new Transform(Scale.Log), 0.5),
        new HyperparameterInfo("Size", 5, 1, Per.Scalar, new Transform(Scale.Linear, -0.5, 4.5), 2) { Discrete = true, Prior = HyperparameterPrior.Uniform(-0.5, 4.5) });

    [Fact]
    public void Shares_become_the_quantiles_of_the_priors()
    {
        var natural = new SearchSpace(space, tied: false).ToNatural([0.25, 0.5, 0.75, 0.5, 0.5, 0.5]);
        Assert.Equal(1e-5, natural[0], 1e-15);
        Assert.Equal(1e-4, natural[1], 1e-14);
        Assert.Equal(1e-3, natural[2], 1e-13);
        Assert.Equal(0.45, natural[3], 1e-12);
        Assert.Equal(0.5, natural[4], 1e-12);
        Assert.Equal(2, natural[5]);

        // One standard deviation of the default prior, 1.5, above the initial value's logarithm.
        Assert.Equal(0.5 * Math.Exp(1.5), new SearchSpace(space, false).ToNatural([0.5, 0.5, 0.5, 0.5, 0.8413447460685429, 0.5])[4], 1e-9);
    }

    [Fact]
    public void Tied_values_are_equal_and_take_one_dimension()
    {
        var tied = new SearchSpace(space, tied: true);
        Assert.Equal(4, tied.Dimensions);
        Assert.Equal(6, new SearchSpace(space, tied: false).Dimensions);
        var natural = tied.ToNatural([0.25, 0.1, 0.5, 0.99]);
        Assert.Equal(natural[0], natural[1]);
        Assert.Equal(natural[0], natural[2]);
        Assert.Equal(1e-5, natural[0], 1e-15);
        Assert.Equal(4, natural[5]);
    }

    [Fact]
    public void Equal_shares_give_each_whole_number()
    {
        var tied = new SearchSpace(space, tied: true);
        Assert.Equal([0, 1, 2, 3, 4], Enumerable.Range(0, 5).Select(i => tied.ToNatural([0.5, 0.5, 0.5, (i + 0.5) / 5])[5]));
    }

    [Fact]
    public void Every_point_has_values_that_a_training_takes() =>
        Gen.Double[0, 1].Array[6].Sample(point =>
        {
            var natural = new SearchSpace(space, tied: false).ToNatural(point);
            Assert.Equal(natural, space.ToNatural(space.ToUnconstrained(natural)), (a, b) => Math.Abs(a - b) <= 1e-6 * Math.Abs(a));
        });

    [Fact]
    public void A_wide_normal_prior_stays_between_the_bounds() =>
        Gen.Double[0, 1].Sample(share =>
        {
            var bounded = new HyperparameterSpace(
                new HyperparameterInfo("Rate", 0, 1, Per.Scalar, new Transform(Scale.Linear, 0, 1), 0.5) { Prior = HyperparameterPrior.Normal(50) });
            Assert.InRange(new SearchSpace(bounded, false).ToNatural([share])[0], double.Epsilon, Math.BitDecrement(1.0));
        });

    [Fact]
    public void The_normal_quantile_is_the_inverse_of_the_distribution()
    {
        using var scope = NewDisposeScope();
        foreach (var share in (double[])[1e-9, 1e-6, 0.001, 0.01, 0.0749, 0.0751, 0.3, 0.5, 0.6, 0.9249, 0.9251, 0.999, 1 - 1e-6])
        {
            var back = special.erfc(tensor([-StandardNormal.Quantile(share) / Math.Sqrt(2)])).item<double>() / 2;
            Assert.InRange(back / share, 1 - 1e-12, 1 + 1e-12);
        }
    }
}
