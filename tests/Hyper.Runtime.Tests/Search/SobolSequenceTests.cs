using Hyper.Runtime.Search.Points;

namespace Hyper.Runtime.Tests.Search;

public sealed class SobolSequenceTests
{
    private const double One = 1UL << 32;

    // The first ten points in three dimensions, as Joe and Kuo list them in their notes on generating Sobol sequences (2008).
    private static readonly double[][] published =
    [
        [0, 0, 0], [0.5, 0.5, 0.5], [0.75, 0.25, 0.25], [0.25, 0.75, 0.75], [0.375, 0.375, 0.625],
        [0.875, 0.875, 0.125], [0.625, 0.125, 0.875], [0.125, 0.625, 0.375], [0.1875, 0.3125, 0.9375], [0.6875, 0.8125, 0.4375],
    ];

    [Fact]
    public void The_first_points_are_the_published_ones()
    {
        var sequence = new SobolSequence(3);
        for (var i = 0; i < published.Length; i++)
        {
            Assert.Equal(published[i], sequence.At((uint)i).Select(digits => digits / One));
        }
    }

    [Fact]
    public void In_every_dimension_a_power_of_two_of_points_has_one_in_each_part()
    {
        const int Points = 512;
        const int Dimensions = 1_024;
        var sequence = new SobolSequence(Dimensions);
        var points = Enumerable.Range(0, Points).Select(i => sequence.At((uint)i)).ToList();
        for (var dimension = 0; dimension < Dimensions; dimension++)
        {
            var parts = points.Select(point => (int)(point[dimension] / One * Points)).ToHashSet();
            Assert.Equal(Points, parts.Count);
        }
    }

    [Fact]
    public void Every_box_of_equal_volume_in_the_first_two_dimensions_has_one_of_its_points()
    {
        const int Points = 256;
        var sequence = new SobolSequence(2);
        for (var across = 1; across <= Points; across *= 2)
        {
            var boxes = Enumerable.Range(0, Points)
                .Select(i => sequence.At((uint)i))
                .Select(point => ((int)(point[0] / One * across), (int)(point[1] / One * (Points / across))))
                .ToHashSet();
            Assert.Equal(Points, boxes.Count);
        }
    }

    [Fact]
    public void More_dimensions_than_direction_numbers_are_refused()
    {
        var exception = Assert.Throws<HyperDslException>(() => new SobolSequence(1_025));
        Assert.Contains("1025 dimensions", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Sampling.Uniform", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shift_leaves_one_point_in_each_part_and_differs_by_the_seed()
    {
        const int Points = 64;
        var first = new PointSequence(Sampling.Sobol, 5, seed: 1);
        var second = new PointSequence(Sampling.Sobol, 5, seed: 2);
        for (var dimension = 0; dimension < 5; dimension++)
        {
            Assert.Equal(Points, Enumerable.Range(0, Points).Select(i => (int)(first.At(i)[dimension] * Points)).ToHashSet().Count);
        }

        Assert.NotEqual(first.At(0), second.At(0));
        Assert.Equal(first.At(7), new PointSequence(Sampling.Sobol, 5, seed: 1).At(7));
    }

    [Fact]
    public void Uniform_points_fill_the_cube_and_depend_on_seed_and_number_alone()
    {
        const int Points = 20_000;
        var points = new PointSequence(Sampling.Uniform, 3, seed: 5);
        var drawn = Enumerable.Range(0, Points).Select(points.At).ToList();
        for (var dimension = 0; dimension < 3; dimension++)
        {
            // Five standard errors of the mean and of the variance of a uniform number.
            var mean = drawn.Average(point => point[dimension]);
            Assert.InRange(mean, 0.5 - 0.0103, 0.5 + 0.0103);
            Assert.InRange(drawn.Average(point => Math.Pow(point[dimension] - 0.5, 2)), (1 / 12.0) - 0.0027, (1 / 12.0) + 0.0027);
        }

        // Neighbouring dimensions and neighbouring points have nothing to do with each other.
        Assert.InRange(drawn.Average(point => (point[0] - 0.5) * (point[1] - 0.5)), -0.003, 0.003);
        Assert.InRange(drawn.Zip(drawn.Skip(1), (a, b) => (a[0] - 0.5) * (b[0] - 0.5)).Average(), -0.003, 0.003);
        Assert.Equal(drawn[11], new PointSequence(Sampling.Uniform, 3, seed: 5).At(11));
        Assert.NotEqual(drawn[11], new PointSequence(Sampling.Uniform, 3, seed: 6).At(11));
    }
}
