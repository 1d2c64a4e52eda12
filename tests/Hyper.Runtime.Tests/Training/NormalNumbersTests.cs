using Hyper.Runtime.Host;
using Hyper.Runtime.Native;
using Hyper.Runtime.Training.Perturbations;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Training;

/// <summary>The run's own normal numbers: their distribution, and what they depend on.</summary>
public sealed class NormalNumbersTests
{
    private const int Many = 1_000_000;

    static NormalNumbersTests() => NativeBackend.EnsureLoaded();

    /// <summary>A hundred bins of equal probability: χ² with 99 degrees of freedom is above 160 once in ten thousand.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(2018)]
    public void They_fill_the_bins_of_the_normal_distribution_evenly(int seed)
    {
        const int Bins = 100;
        var edges = Enumerable.Range(1, Bins - 1).Select(i => StandardNormal.Quantile(i / (double)Bins)).ToArray();
        var counts = new int[Bins];
        foreach (var number in Draw(seed, Many))
        {
            var place = Array.BinarySearch(edges, number);
            counts[place < 0 ? ~place : place + 1]++;
        }

        var expected = Many / (double)Bins;
        Assert.InRange(counts.Sum(count => (count - expected) * (count - expected) / expected), 50, 160);
    }

    /// <summary>Moments up to the fourth, within five standard errors, and the share beyond four standard deviations.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void They_have_the_moments_and_the_tails(int seed)
    {
        var numbers = Draw(seed, Many);
        double Moment(int power) => numbers.Average(number => Math.Pow(number, power));
        var error = 5 / Math.Sqrt(Many);
        Assert.Equal(0, Moment(1), error);
        Assert.Equal(1, Moment(2), error * Math.Sqrt(2));
        Assert.Equal(0, Moment(3), error * Math.Sqrt(15));
        Assert.Equal(3, Moment(4), error * Math.Sqrt(96));

        // 63.3 are expected; a Poisson variable of that mean is within 30 of it all but once in five thousand.
        Assert.InRange(numbers.Count(number => Math.Abs(number) > 4), 33, 94);
    }

    /// <summary>Neighbours, the two of a pair, the lanes of a vector and successive draws know nothing of each other.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(4096)]
    public void They_are_uncorrelated(int distance)
    {
        var numbers = Draw(5, Many);
        var pairs = numbers.Zip(numbers.Skip(distance)).ToList();
        var error = 5 / Math.Sqrt(Many);
        Assert.Equal(0, pairs.Average(pair => pair.First * pair.Second), error);

        // Nor do their sizes.
        Assert.Equal(0, pairs.Average(pair => ((pair.First * pair.First) - 1) * ((pair.Second * pair.Second) - 1)), 2 * error);
    }

    [Fact]
    public void A_draw_does_not_repeat_the_one_before()
    {
        using var scope = NewDisposeScope();
        var numbers = new NormalNumbers(7);
        var (first, second) = (zeros(Many), zeros(Many));
        numbers.Fill(first, 1);
        numbers.Fill(second, 1);
        Assert.Equal(0, (first * second).mean().item<float>(), 5e-3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(17)]
    [InlineData(4097)]
    [InlineData(300_001)]
    public void The_same_seed_gives_the_same_numbers_whatever_threads_precision_and_count(int count)
    {
        var threads = get_num_threads();
        try
        {
            set_num_threads(1);
            var alone = Draw(9, count);
            set_num_threads(4);
            Assert.Equal(alone, Draw(9, count));
            Assert.Equal(alone, Draw(9, count, ScalarType.Float64));
            Assert.Equal(alone, Draw(9, count + 5).Take(count));
            Assert.NotEqual(alone, Draw(10, count));
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    [Fact]
    public void They_have_the_deviation_that_is_asked_for()
    {
        Assert.Equal(Draw(11, 1_000).Select(number => (double)((float)number * 0.25f)), Draw(11, 1_000, deviation: 0.25));
    }

    private static double[] Draw(int seed, int count, ScalarType type = ScalarType.Float32, double deviation = 1)
    {
        using var scope = NewDisposeScope();
        var destination = full(1, count, double.NaN, dtype: type);
        new NormalNumbers(seed).Fill(destination, deviation);
        return HostValues.Read(destination);
    }
}
