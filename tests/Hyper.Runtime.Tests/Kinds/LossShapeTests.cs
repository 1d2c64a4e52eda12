using Hyper.Runtime.Native;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Hyper.Runtime.Tests.Kinds;

public sealed class LossShapeTests
{
    static LossShapeTests() => NativeBackend.EnsureLoaded();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Labels_are_smoothed_with_each_row_s_own_strength(bool asLabels)
    {
        using var scope = NewDisposeScope();
        using var fixture = new KindFixture(3, KindFixture.Each(0.3, 0.6));
        var labels = tensor([2L, 0, 1]);
        var smooth = SmoothLabels(asLabels ? labels : one_hot(labels, 3), 3, fixture.Strength);
        double[] expected = [0.1, 0.1, 0.8, 0.8, 0.1, 0.1, 0.2, 0.6, 0.2];
        Assert.True(smooth.allclose(tensor(expected).view(3, 3), rtol: 1e-12, atol: 1e-12));
    }

    [Fact]
    public void Validation_smooths_nothing()
    {
        using var scope = NewDisposeScope();
        using var fixture = new KindFixture(3, KindFixture.Each(0.3), training: false);
        var labels = tensor([2L, 0, 1]);
        Assert.True(SmoothLabels(labels, 3, fixture.Strength).equal(one_hot(labels, 3)).all().item<bool>());
    }

    [Fact]
    public void Targets_of_another_shape_are_refused()
    {
        using var scope = NewDisposeScope();
        using var fixture = new KindFixture(3, KindFixture.Each(0.3));
        var exception = Assert.Throws<HyperDslException>(() => SmoothLabels(zeros(3, 4), 3, fixture.Strength));
        Assert.Contains("[rows, 3]; these have the shape [3, 4]", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_term_is_weighed_row_by_row()
    {
        using var scope = NewDisposeScope();
        using var fixture = new KindFixture(3, KindFixture.Each(2, 5));
        Assert.Equal(((2 * 1) + (2 * 10) + (5 * 100)) / 3.0, Weigh(tensor([1.0, 10, 100]), fixture.Strength).item<double>(), 1e-12);
        Assert.Contains("Reduction.None", Assert.Throws<HyperDslException>(() => Weigh(tensor(1.0), fixture.Strength)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void Class_weights_are_those_of_the_row_s_class_and_sample(int rows)
    {
        using var scope = NewDisposeScope();
        using var fixture = new KindFixture(rows, tensor([1.0, 2, 3, 10, 20, 30]).view(2, 3));
        var labels = tensor([2L, 0, 1, 2, 0]).narrow(0, 0, rows);
        double[] expected = rows == 4 ? [3, 1, 20, 30] : [3, 1, 2, 30, 10];
        Assert.Equal(expected, ClassWeights(labels, fixture.Strength).data<double>().ToArray());
        Assert.Equal(expected, ClassWeights(one_hot(labels, 3), fixture.Strength).data<double>().ToArray());
    }

    [Fact]
    public void Soft_rows_have_the_mean_weight_of_their_classes()
    {
        using var scope = NewDisposeScope();
        using var fixture = new KindFixture(2, tensor([1.0, 2, 3]).view(1, 3));
        Assert.Equal([2, 1.25], ClassWeights(tensor([0.5, 0, 0.5, 0.75, 0.25, 0]).view(2, 3), fixture.Strength).data<double>().ToArray());
    }

    [Fact]
    public void Example_weights_are_those_of_the_row_s_place_in_the_training_split()
    {
        using var scope = NewDisposeScope();
        long[] examples = [3, 0, 2, 3, 1];
        using var fixture = new KindFixture(5, tensor([1.0, 2, 3, 4, 10, 20, 30, 40]).view(2, 4), per: Per.Example, examples: examples);
        Assert.Equal([4, 1, 3, 40, 20], ExampleWeights(fixture.Strength).data<double>().ToArray());
    }

    [Fact]
    public void Example_weights_have_no_meaning_outside_training()
    {
        using var scope = NewDisposeScope();
        using var fixture = new KindFixture(2, tensor([1.0, 2]).view(1, 2), per: Per.Example);
        Assert.Contains("read it in the training loss only", Assert.Throws<HyperDslException>(() => ExampleWeights(fixture.Strength)).Message, StringComparison.Ordinal);
        using var other = new KindFixture(2, tensor([1.0, 2]).view(1, 2), examples: [0, 1]);
        Assert.Contains("Per = Per.Example", Assert.Throws<HyperDslException>(() => ExampleWeights(other.Strength)).Message, StringComparison.Ordinal);
    }

    /// <summary>The gradient that an implicit hypergradient needs of them (answer 8): ∂L_T/∂aᵢ with s = sigmoid(a).</summary>
    [Fact]
    public void Example_weights_are_differentiable()
    {
        using var scope = NewDisposeScope();
        var values = tensor([0.2, 0.9, 0.5]).view(1, 3).requires_grad_();
        long[] examples = [2, 0];
        using var fixture = new KindFixture(2, values, per: Per.Example, examples: examples);
        (ExampleWeights(fixture.Strength) * tensor([4.0, 6])).mean().backward();
        Assert.Equal([3, 0, 2], values.grad!.view(-1).data<double>().ToArray());
    }
}
