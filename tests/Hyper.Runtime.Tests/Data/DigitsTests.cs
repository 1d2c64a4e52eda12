using TorchSharp;

namespace Hyper.Runtime.Tests.Data;

public class DigitsTests : DataTests
{
    [Fact]
    public void All_the_digits_are_there()
    {
        using Dataset digits = Digits.Load();
        Assert.Equal([1797, 64], digits.Inputs.shape);
        Assert.Equal(torch.ScalarType.Float32, digits.Inputs.dtype);
        Assert.Equal(0, digits.Inputs.min().item<float>());
        Assert.Equal(1, digits.Inputs.max().item<float>());
        Assert.Equal(
            [178, 182, 177, 183, 181, 182, 181, 179, 174, 180],
            Labels(digits).GroupBy(label => label).OrderBy(group => group.Key).Select(group => group.Count()));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], Labels(digits).Take(10));
    }

    [Fact]
    public void The_first_digit_is_the_known_zero()
    {
        using Dataset digits = Digits.Load();
        float[] rows =
        [
            0, 0, 5, 13, 9, 1, 0, 0,
            0, 0, 13, 15, 10, 15, 5, 0,
            0, 3, 15, 2, 0, 11, 8, 0,
            0, 4, 12, 0, 0, 8, 8, 0,
            0, 5, 8, 0, 0, 9, 8, 0,
            0, 4, 11, 0, 1, 12, 7, 0,
            0, 2, 14, 5, 10, 12, 0, 0,
            0, 0, 6, 13, 10, 0, 0, 0,
        ];
        using Dataset first = digits.Slice(0, 1);
        Assert.Equal(rows.Select(pixel => pixel / 16), Inputs(first));
    }

    [Fact]
    public void They_outlive_the_scope_that_they_were_loaded_in()
    {
        Dataset digits;
        using (torch.NewDisposeScope())
            digits = Digits.Load();
        Assert.Equal(1797, digits.Count);
        digits.Dispose();
    }
}
