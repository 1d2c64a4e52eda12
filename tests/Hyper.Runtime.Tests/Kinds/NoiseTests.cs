using Hyper.Runtime.Native;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Kinds;

public sealed class NoiseTests
{
    static NoiseTests() => NativeBackend.EnsureLoaded();

    [Fact]
    public void Noise_has_each_row_s_own_standard_deviation()
    {
        using var scope = NewDisposeScope();
        using var fixture = new KindFixture(5, KindFixture.Each(0.5, 2));
        var output = AddNoise(zeros(5, 40_000, dtype: ScalarType.Float64), fixture.Strength);

        // Five rows in two samples are three and two. 80,000 draws: five standard errors of the deviation are 1.25 %.
        Assert.InRange(output.narrow(0, 0, 3).std().item<double>() / 0.5, 0.987, 1.013);
        Assert.InRange(output.narrow(0, 3, 2).std().item<double>() / 2, 0.987, 1.013);
        Assert.InRange(output.mean().item<double>(), -0.03, 0.03);
    }

    /// <summary>Answer 9: what inverted dropout adds to the squared error of a linear model.</summary>
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.6)]
    public void Dropout_adds_a_ridge_in_expectation(double p)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3);
        var (n, d, copies) = (6, 4, 20_000);
        var x = randn(n, d, dtype: ScalarType.Float64, generator: generator);
        var w = randn(d, 1, dtype: ScalarType.Float64, generator: generator);
        var y = randn(n, 1, dtype: ScalarType.Float64, generator: generator);
        using var fixture = new KindFixture(n * copies, KindFixture.Each(p));
        var dropped = Drop(x.repeat(copies, 1), fixture.Strength).mm(w) - y.repeat(copies, 1);
        var errors = dropped.square();
        var expected = (x.mm(w) - y).square().mean() + (p / (1 - p) * x.square().mean([0]).dot(w.view(-1).square()));
        var standardError = errors.std().item<double>() / Math.Sqrt(n * copies);
        Assert.InRange(errors.mean().item<double>(), expected.item<double>() - (5 * standardError), expected.item<double>() + (5 * standardError));
        Assert.True(standardError < 0.02 * expected.item<double>());
    }

    [Fact]
    public void Channels_are_dropped_whole_at_each_row_s_own_rate()
    {
        using var scope = NewDisposeScope();
        using var fixture = new KindFixture(4, KindFixture.Each(0.25, 0.75));
        var output = DropChannels(ones([4, 20_000, 2, 3], dtype: ScalarType.Float64), fixture.Strength).flatten(2);
        Assert.True(output.amax([2]).eq(output.amin([2])).all().item<bool>());
        foreach (var (s, p) in ((int, double)[])[(0, 0.25), (1, 0.75)])
        {
            // 40,000 channels: five standard deviations of the share of zeros are 0.011.
            var rows = output.narrow(0, 2 * s, 2);
            Assert.Equal(p, rows.eq(0).to(ScalarType.Float64).mean().item<double>(), 0.011);
            Assert.Equal(1 / (1 - p), rows.max().item<double>(), 1e-12);
        }
    }

    [Fact]
    public void Channels_of_rows_without_any_are_refused()
    {
        using var scope = NewDisposeScope();
        using var fixture = new KindFixture(4, KindFixture.Each(0.5));
        var exception = Assert.Throws<HyperDslException>(() => DropChannels(ones(4, dtype: ScalarType.Float64), fixture.Strength));
        Assert.Equal("DropChannels takes [rows, channels, …], but was given a tensor of shape [4].", exception.Message);
    }
}
