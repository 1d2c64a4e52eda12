namespace Hyper.Runtime.Tests.Spaces;

public sealed class HyperVectorTests
{
    [Fact]
    public void Vectors_of_equal_values_are_equal()
    {
        Assert.Equal(HyperVector.Repeat(0.5, 3), HyperVector.From([0.5, 0.5, 0.5]));
        Assert.Equal(HyperVector.Repeat(0.5, 3).GetHashCode(), HyperVector.From([0.5, 0.5, 0.5]).GetHashCode());
        Assert.NotEqual(HyperVector.Repeat(0.5, 3), HyperVector.Repeat(0.5, 4));
        Assert.NotEqual(HyperVector.Repeat(0.5, 3), HyperVector.From([0.5, 0.5, 0.6]));
    }

    [Fact]
    public void A_vector_is_a_copy()
    {
        double[] source = [1, 2];
        var vector = HyperVector.From(source);
        source[0] = 9;
        Assert.Equal([1.0, 2.0], vector);
    }

    [Fact]
    public void Summaries_are_those_of_the_values()
    {
        var vector = HyperVector.From([1, 10, 100]);
        Assert.Equal(1, vector.Min);
        Assert.Equal(100, vector.Max);
        Assert.Equal(37, vector.Mean);
        Assert.Equal(10, vector.GeometricMean, 1e-12);
        Assert.Equal("3 values, 1 to 100, mean 37", vector.ToString());
    }

    [Fact]
    public void The_wrong_length_says_what_to_write_instead()
    {
        var exception = Assert.Throws<HyperDslException>(() => HyperVector.Repeat(1, 3).CopyTo(new double[4], "WeightDecay"));
        Assert.Equal("WeightDecay has 3 values; the model has 4. Use HyperVector.Repeat(value, 4) for one value everywhere.", exception.Message);
    }
}
