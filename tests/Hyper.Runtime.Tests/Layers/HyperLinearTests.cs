using Hyper.Runtime.Native;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Layers;

/// <summary>Conditioned layers against plain functional layers, one for each sample's rows.</summary>
public sealed class HyperLinearTests
{
    static HyperLinearTests() => NativeBackend.EnsureLoaded();

    [Theory]
    [InlineData(1, 6)]
    [InlineData(2, 6)]
    [InlineData(3, 6)]
    [InlineData(4, 7)]
    [InlineData(6, 6)]
    [InlineData(3, 8)]
    public void Outputs_and_gradients_are_those_of_plain_layers(int samples, int rows)
    {
        using var scope = NewDisposeScope();
        using var fixture = new LayerFixture(samples, Per.Scalar);
        var input = randn(rows, 5, dtype: ScalarType.Float64, generator: fixture.Noise);
        var direction = randn(rows, 3, dtype: ScalarType.Float64, generator: fixture.Noise);

        fixture.Context.Begin(fixture.Weights, fixture.Unconstrained, rows, training: true);
        var output = fixture.Second.forward(fixture.First.forward(input).tanh());
        fixture.Context.Backward((output * direction).sum());

        long start = 0;
        for (var s = 0; s < samples; s++)
        {
            var count = (rows / samples) + (s < rows % samples ? 1 : 0);
            var (first, bias, second) = fixture.Plain(s);
            var expected = nn.functional.linear(nn.functional.linear(input.narrow(0, start, count), first, bias).tanh(), second);
            (expected * direction.narrow(0, start, count)).sum().backward();
            var gradient = cat([first.grad!.view(-1), bias.grad!, second.grad!.view(-1)]);

            // The same operations in another grouping: only the last bits may differ.
            Assert.True(output.narrow(0, start, count).allclose(expected, rtol: 1e-12, atol: 1e-12));
            Assert.True(fixture.Weights.Gradient[s].allclose(gradient, rtol: 1e-12, atol: 1e-12));
            start += count;
        }
    }

    [Fact]
    public void Rows_may_have_further_dimensions()
    {
        using var scope = NewDisposeScope();
        using var fixture = new LayerFixture(2, Per.Scalar);
        var input = randn([4, 3, 5], dtype: ScalarType.Float64, generator: fixture.Noise);
        fixture.Context.Begin(fixture.Weights, fixture.Unconstrained, 4, training: true);
        var output = fixture.First.forward(input);
        Assert.Equal([4, 3, 4], output.shape);
        var (first, bias, _) = fixture.Plain(1);
        Assert.True(output.narrow(0, 2, 2).allclose(nn.functional.linear(input.narrow(0, 2, 2), first, bias), rtol: 1e-12, atol: 1e-12));
    }

    [Fact]
    public void Rows_of_another_size_are_refused_by_name()
    {
        using var scope = NewDisposeScope();
        using var fixture = new LayerFixture(1, Per.Scalar);
        fixture.Context.Begin(fixture.Weights, fixture.Unconstrained, 2, training: true);
        var exception = Assert.Throws<HyperDslException>(() => fixture.First.forward(ones(2, 7, dtype: ScalarType.Float64)));
        Assert.Equal("First takes rows of 5 features, but was given a tensor of shape [2, 7].", exception.Message);
    }

    [Fact]
    public void Fewer_rows_than_samples_are_refused()
    {
        using var fixture = new LayerFixture(3, Per.Scalar);
        Assert.Throws<HyperDslException>(() => fixture.Context.Begin(fixture.Weights, fixture.Unconstrained, 2, training: true));
    }

    [Fact]
    public void A_layer_outside_a_pass_says_so()
    {
        using var fixture = new LayerFixture(1, Per.Scalar);
        using var input = ones(2, 5, dtype: ScalarType.Float64);
        Assert.Throws<InvalidOperationException>(() => fixture.First.forward(input));
    }
}
