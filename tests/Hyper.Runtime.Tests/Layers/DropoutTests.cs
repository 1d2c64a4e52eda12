using Hyper.Runtime.Native;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Layers;

public sealed class DropoutTests
{
    static DropoutTests() => NativeBackend.EnsureLoaded();

    [Fact]
    public void Each_row_is_dropped_at_its_own_sample_s_rate()
    {
        using var scope = NewDisposeScope();
        using var fixture = new LayerFixture(3, Per.Scalar, new Transform(Scale.Linear));
        double[] rates = [0, 0.3, 0.8];
        var u = tensor(rates).view(3, 1);
        fixture.Context.Begin(fixture.Weights, u, 30, training: true);
        var output = Regularizers.Drop(ones(30, 4_000, dtype: ScalarType.Float64), fixture.Strength);
        for (var s = 0; s < 3; s++)
        {
            var rows = output.narrow(0, s * 10, 10);

            // 40,000 draws: six standard deviations of the share of zeros are below 0.015.
            Assert.Equal(rates[s], rows.eq(0).to(ScalarType.Float64).mean().item<double>(), 0.015);
            Assert.Equal(1 / (1 - rates[s]), rows.max().item<double>(), 1e-12);
        }
    }

    [Fact]
    public void Validation_drops_nothing()
    {
        using var scope = NewDisposeScope();
        using var fixture = new LayerFixture(1, Per.Scalar, new Transform(Scale.Linear));
        fixture.Context.Begin(fixture.Weights, tensor(new[] { 0.5 }).view(1, 1), 2, training: false);
        var input = randn(2, 8, dtype: ScalarType.Float64);
        Assert.True(Regularizers.Drop(input, fixture.Strength).equal(input).all().item<bool>());
    }

    [Fact]
    public void Rows_may_have_further_dimensions_and_need_not_divide()
    {
        using var scope = NewDisposeScope();
        using var fixture = new LayerFixture(2, Per.Scalar, new Transform(Scale.Linear));
        fixture.Context.Begin(fixture.Weights, tensor(new[] { 0.0, 0.999 }).view(2, 1), 5, training: true);
        var output = Regularizers.Drop(ones([5, 2, 3, 40], dtype: ScalarType.Float64), fixture.Strength);
        Assert.Equal([5, 2, 3, 40], output.shape);
        Assert.Equal(0, output.narrow(0, 0, 3).eq(0).sum().item<long>());
        Assert.True(output.narrow(0, 3, 2).eq(0).to(ScalarType.Float64).mean().item<double>() > 0.9);
    }

    [Fact]
    public void A_rate_of_several_values_is_refused_by_name()
    {
        using var scope = NewDisposeScope();
        using var fixture = new LayerFixture(1, Per.Unit);
        fixture.Context.Begin(fixture.Weights, fixture.Unconstrained, 2, training: true);
        var exception = Assert.Throws<HyperDslException>(() => Regularizers.Drop(ones(2, 3, dtype: ScalarType.Float64), fixture.Strength));
        Assert.Equal("Strength has 7 values where one a row is needed.", exception.Message);
    }
}
