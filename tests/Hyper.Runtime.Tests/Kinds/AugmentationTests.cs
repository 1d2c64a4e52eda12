using Hyper.Runtime.Native;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Kinds;

/// <summary>Augmentations of images: what they do to a row, in expectation and per sample.</summary>
public sealed class AugmentationTests
{
    private static readonly Dictionary<string, Func<Tensor, HyperTensor, Tensor>> Methods = new()
    {
        [nameof(AddNoise)] = AddNoise,
        [nameof(DropChannels)] = DropChannels,
        [nameof(Cutout)] = Cutout,
        [nameof(Brightness)] = Brightness,
        [nameof(Contrast)] = Contrast,
        [nameof(Saturation)] = Saturation,
        [nameof(Shift)] = Shift,
        [nameof(Rotate)] = (images, angle) => Rotate(images, angle),
        [nameof(Rescale)] = Rescale,
        [nameof(Mixup)] = Mixup,
    };

    static AugmentationTests() => NativeBackend.EnsureLoaded();

    public static TheoryData<string> Names => [.. Methods.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_happens_outside_training(string name)
    {
        using var scope = NewDisposeScope();
        using var fixture = new KindFixture(4, KindFixture.Each(0.4), training: false);
        var images = KindFixture.Images(4);
        Assert.True(Methods[name](images, fixture.Strength).equal(images).all().item<bool>());
    }

    /// <summary>The first sample's strength leaves its rows as they are; the second's does not. Rows need not divide.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Each_row_has_its_own_sample_s_strength(string name)
    {
        using var scope = NewDisposeScope();

        // At α = 1e-4 a mixing share is 0 or 1 to within rounding, so that rows are permuted within their sample.
        using var fixture = new KindFixture(7, KindFixture.Each(name == nameof(Mixup) ? 1e-4 : 0, name == nameof(Cutout) ? 3 : 0.8));
        var images = KindFixture.Images(7);
        var output = Methods[name](images, fixture.Strength);
        Assert.Equal(images.shape, output.shape);
        var difference = (output - images).abs().flatten(1).amax([1]);
        if (name == nameof(Mixup))
        {
            difference = (output.unsqueeze(1) - images.narrow(0, 0, 4).unsqueeze(0)).abs().flatten(2).amax([2]).amin([1]);
        }

        Assert.InRange(difference.narrow(0, 0, 4).max().item<double>(), 0, 1e-9);
        Assert.InRange(difference.narrow(0, 4, 3).max().item<double>(), 1e-3, 1e3);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_seed_draws_the_same(string name)
    {
        using var scope = NewDisposeScope();
        using var one = new KindFixture(6, KindFixture.Each(0.8, 0.9));
        using var other = new KindFixture(6, KindFixture.Each(0.8, 0.9));
        Assert.True(Methods[name](KindFixture.Images(6), one.Strength).equal(Methods[name](KindFixture.Images(6), other.Strength)).all().item<bool>());
    }

    [Theory]
    [InlineData(0.4, 0)]
    [InlineData(2.4, 2)]
    [InlineData(2.6, 3)]
    [InlineData(5, 5)]
    public void Cutout_cuts_a_square_that_the_border_may_cut_off(double size, int side)
    {
        using var scope = NewDisposeScope();
        const int rows = 3_000;
        using var fixture = new KindFixture(rows, KindFixture.Each(size));
        var cut = Cutout(ones([rows, 2, 7, 9], dtype: ScalarType.Float64), fixture.Strength).eq(0);
        Assert.True(cut.select(1, 0).equal(cut.select(1, 1)).all().item<bool>());
        var (heights, widths) = (cut.select(1, 0).any(2).sum(1), cut.select(1, 0).any(1).sum(1));
        Assert.True(cut.select(1, 0).sum([1, 2]).eq(heights * widths).all().item<bool>());
        Assert.Equal(side, heights.max().item<long>());
        Assert.Equal(side, widths.max().item<long>());

        // The centre is any pixel, so that what is cut in one dimension is the mean over centres of what fits.
        double Mean(int length) => Enumerable.Range(0, length).Average(centre => Enumerable.Range(centre - (side / 2), side).Count(pixel => pixel >= 0 && pixel < length));
        Assert.Equal(Mean(7), heights.to(ScalarType.Float64).mean().item<double>(), 0.12);
        Assert.Equal(Mean(9), widths.to(ScalarType.Float64).mean().item<double>(), 0.12);
    }

    [Fact]
    public void Factors_are_uniform_around_one()
    {
        using var scope = NewDisposeScope();
        const int rows = 60_000;
        using var fixture = new KindFixture(rows, KindFixture.Each(0.6));
        var factor = Brightness(ones(rows, 1, dtype: ScalarType.Float64), fixture.Strength);
        Assert.InRange(factor.min().item<double>(), 0.4, 0.401);
        Assert.InRange(factor.max().item<double>(), 1.599, 1.6);

        // Five standard errors: 5·0.6/√(3·60,000) of the mean, and of the variance s²/3 about 3 %.
        Assert.Equal(1, factor.mean().item<double>(), 0.0071);
        Assert.InRange(factor.var().item<double>() / 0.12, 0.97, 1.03);
    }

    [Fact]
    public void Contrast_keeps_the_mean_of_an_image_and_scales_the_rest()
    {
        using var scope = NewDisposeScope();
        using var fixture = new KindFixture(3, KindFixture.Each(0.6));
        var images = KindFixture.Images(3);
        var output = Contrast(images, fixture.Strength);
        var (before, after) = (images.flatten(1), output.flatten(1));
        Assert.True(before.mean([1]).allclose(after.mean([1]), rtol: 1e-12, atol: 1e-12));
        var ratio = (after - after.mean([1], keepdim: true)) / (before - before.mean([1], keepdim: true));
        Assert.InRange((ratio.amax([1]) - ratio.amin([1])).max().item<double>(), 0, 1e-9);
        Assert.Equal(3, ratio.select(1, 0).data<double>().Distinct().Count());
    }

    [Fact]
    public void Saturation_keeps_the_grey_of_every_pixel()
    {
        using var scope = NewDisposeScope();
        using var fixture = new KindFixture(3, KindFixture.Each(0.6));
        var images = KindFixture.Images(3);
        var weights = tensor([0.299, 0.587, 0.114]).view(1, 3, 1, 1);
        var output = Saturation(images, fixture.Strength);
        Assert.True((images * weights).sum(1).allclose((output * weights).sum(1), rtol: 1e-12, atol: 1e-12));
        Assert.False(images.allclose(output));
        var exception = Assert.Throws<HyperDslException>(() => Saturation(images.narrow(1, 0, 1), fixture.Strength));
        Assert.Equal("Saturation needs three channels, red, green and blue; these images have 1.", exception.Message);
    }

    /// <summary>A ramp that is linear in the pixels stays one under bilinear sampling, so the map can be read off its inside.</summary>
    [Theory]
    [InlineData("Shift", 0.1)]
    [InlineData("Rotate", 20)]
    [InlineData("Rescale", 0.2)]
    public void An_affine_map_moves_a_ramp_as_it_should(string name, double strength)
    {
        using var scope = NewDisposeScope();
        const int rows = 400;
        var (height, width) = (20, 30);
        using var fixture = new KindFixture(rows, KindFixture.Each(strength));
        var x = (arange(width, dtype: ScalarType.Float64) - ((width - 1) / 2.0)).view(1, 1, 1, width).expand(rows, 1, height, width);
        var y = (arange(height, dtype: ScalarType.Float64) - ((height - 1) / 2.0)).view(1, 1, height, 1).expand(rows, 1, height, width);
        var output = Methods[name](cat([x, y], 1), fixture.Strength);

        // Where each of the four pixels about the centre comes from.
        var inner = output.narrow(2, (height / 2) - 1, 2).narrow(3, (width / 2) - 1, 2);
        var offset = inner.mean([2, 3]);
        var alongX = inner.narrow(3, 1, 1).mean([2, 3]) - inner.narrow(3, 0, 1).mean([2, 3]);
        var alongY = inner.narrow(2, 1, 1).mean([2, 3]) - inner.narrow(2, 0, 1).mean([2, 3]);
        double[] Column(Tensor pairs, int index) => pairs.select(1, index).data<double>().ToArray();
        var (xx, yx, xy, yy) = (Column(alongX, 0), Column(alongX, 1), Column(alongY, 0), Column(alongY, 1));
        var (x0, y0) = (Column(offset, 0), Column(offset, 1));
        for (var i = 0; i < rows; i++)
        {
            // A rotation or zoom keeps the centre and pixels square; a shift keeps pixels as they are.
            Assert.Equal(xx[i], yy[i], 1e-9);
            Assert.Equal(xy[i], -yx[i], 1e-9);
            Assert.True(name == "Shift" || Math.Abs(x0[i]) + Math.Abs(y0[i]) < 1e-9);
        }

        // The largest of 400 uniform draws is within 2.5 % of the bound, in all but 0.004 % of cases.
        void Fills(IEnumerable<double> draws, double bound)
        {
            Assert.InRange(draws.Max(), 0.95 * bound, bound * (1 + 1e-9));
            Assert.InRange(draws.Min(), -bound * (1 + 1e-9), -0.95 * bound);
        }

        switch (name)
        {
            case "Shift":
                Fills(x0, strength * width);
                Fills(y0, strength * height);
                break;
            case "Rotate":
                Fills(xx.Zip(yx, (cosine, sine) => Math.Atan2(sine, cosine) * 180 / Math.PI), strength);
                Assert.All(xx.Zip(yx), pair => Assert.Equal(1, (pair.First * pair.First) + (pair.Second * pair.Second), 1e-9));
                break;
            default:
                Fills(xx.Select(scale => (1 / scale) - 1), strength);
                Assert.All(yx, value => Assert.Equal(0, value, 1e-9));
                break;
        }
    }

    [Theory]
    [InlineData(nameof(Cutout))]
    [InlineData(nameof(Saturation))]
    [InlineData(nameof(Shift))]
    [InlineData(nameof(Rotate))]
    [InlineData(nameof(Rescale))]
    public void What_is_no_image_is_refused(string name)
    {
        using var scope = NewDisposeScope();
        using var fixture = new KindFixture(4, KindFixture.Each(0.5), training: false);
        var exception = Assert.Throws<HyperDslException>(() => Methods[name](ones(4, 64, dtype: ScalarType.Float64), fixture.Strength));
        Assert.Equal($"{name} takes images, [rows, channels, height, width], but was given a tensor of shape [4, 64]. Rows of pixels become images with view(-1, channels, height, width).", exception.Message);
    }
}
