using Hyper.Runtime.Native;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Spaces;

/// <summary>Priors of hyperparameters: what they draw, seen as natural values.</summary>
public sealed class HyperparameterPriorTests
{
    private const int Draws = 200_000;

    static HyperparameterPriorTests() => NativeBackend.EnsureLoaded();

    public static TheoryData<Transform> Transforms =>
    [
        new(Scale.Linear), new(Scale.Linear, 0.5), new(Scale.Linear, max: 4), new(Scale.Linear, 0.5, 4), new(Scale.Linear, 0, 10),
        new(Scale.Log), new(Scale.Log, 0.5), new(Scale.Log, max: 4), new(Scale.Log, 0.5, 4), new(Scale.Log, 1e-3, 10),
    ];

    /// <summary>The share of draws below each point is that of the distribution: within four standard errors of such a count.</summary>
    [Theory]
    [MemberData(nameof(Transforms))]
    public void Uniform_and_log_uniform_are_so_in_natural_values(Transform transform)
    {
        using var scope = NewDisposeScope();
        var uniform = Draw(HyperparameterPrior.Uniform(0.5, 4), transform, 1);
        var logUniform = Draw(HyperparameterPrior.LogUniform(0.5, 4), transform, 1);
        foreach (var share in (double[])[0.1, 0.5, 0.9])
        {
            var error = 4 * Math.Sqrt(share * (1 - share) / Draws);
            Assert.Equal(share, Below(uniform, 0.5 + (3.5 * share)), error);
            Assert.Equal(share, Below(logUniform, 0.5 * Math.Pow(8, share)), error);
        }

        Assert.InRange(uniform.min().item<double>(), 0.5, 0.501);
        Assert.InRange(uniform.max().item<double>(), 3.999, 4);
    }

    [Theory]
    [MemberData(nameof(Transforms))]
    public void Normal_is_so_around_the_initial_coordinate(Transform transform)
    {
        using var scope = NewDisposeScope();
        using var noise = new Generator(3);
        var u = zeros(Draws, dtype: ScalarType.Float64);
        HyperparameterPrior.Normal(0.7).Sample(u, transform, 1.5, noise);
        Assert.Equal(transform.ToUnconstrained(1.5), u.mean().item<double>(), 4 * 0.7 / Math.Sqrt(Draws));
        Assert.Equal(0.7, u.std().item<double>(), 4 * 0.7 / Math.Sqrt(2.0 * Draws));
    }

    [Theory]
    [MemberData(nameof(Transforms))]
    public void Coordinates_of_tensors_are_those_of_numbers(Transform transform)
    {
        using var scope = NewDisposeScope();
        double[] natural = [0.500001, 0.6, 1, 2.5, 3.999999];
        var coordinates = transform.ToUnconstrained(tensor(natural)).data<double>().ToArray();
        for (var i = 0; i < natural.Length; i++)
        {
            Assert.Equal(transform.ToUnconstrained(natural[i]), coordinates[i], 1e-8);
        }
    }

    [Fact]
    public void Ends_that_make_no_sense_are_named()
    {
        Assert.Throws<HyperDslException>(() => HyperparameterPrior.Uniform(2, 1));
        Assert.Throws<HyperDslException>(() => HyperparameterPrior.Uniform(0, double.PositiveInfinity));
        Assert.Throws<HyperDslException>(() => HyperparameterPrior.LogUniform(0, 1));
        Assert.Throws<HyperDslException>(() => HyperparameterPrior.Normal(0));
    }

    private static Tensor Draw(HyperparameterPrior prior, Transform transform, double initial)
    {
        using var noise = new Generator(2);
        var u = zeros(Draws, dtype: ScalarType.Float64);
        prior.Sample(u, transform, initial, noise);
        return transform.ToNatural(u);
    }

    private static double Below(Tensor values, double point) => values.lt(point).to(ScalarType.Float64).mean().item<double>();
}
