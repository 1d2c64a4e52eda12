using Hyper.Runtime.Native;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Hyper.Runtime.Tests.Kinds;

/// <summary>
/// What is said to be differentiable in its hyperparameter is: autograd against central differences in float64, the noise
/// held fixed by its seed. What is not is told apart in the compiler's table.
/// </summary>
public sealed class DifferentiabilityTests
{
    private static readonly Tensor Labels = tensor([0L, 2, 1, 1, 0, 2, 2]);

    private static readonly Dictionary<string, Func<Tensor, HyperTensor, Tensor>> Methods = new()
    {
        [nameof(AddNoise)] = AddNoise,
        [nameof(Brightness)] = Brightness,
        [nameof(Contrast)] = Contrast,
        [nameof(Saturation)] = Saturation,
        [nameof(Shift)] = Shift,
        [nameof(Rotate)] = (images, angle) => Rotate(images, angle),
        [nameof(Rescale)] = Rescale,
        [nameof(SmoothLabels)] = (images, strength) => SmoothLabels(Labels, 3, strength) * images.flatten(1).narrow(1, 0, 3),
        [nameof(Weigh)] = (images, strength) => Weigh(images.flatten(1).square().sum(1), strength),
    };

    static DifferentiabilityTests() => NativeBackend.EnsureLoaded();

    public static TheoryData<string> Names => [.. Methods.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_gradient_is_that_of_differences(string name)
    {
        using var scope = NewDisposeScope();
        double[] values = name == nameof(Rotate) ? [11.3, 27.1] : [0.17, 0.32];
        var leaf = KindFixture.Each(values).requires_grad_();
        Probe(name, leaf).backward();
        for (var s = 0; s < 2; s++)
        {
            // The losses are smooth between the kinks of bilinear sampling, which are far apart beside a step of 1e-6;
            // central differences of sums around 10 in float64 are then good to about 1e-7.
            const double step = 1e-6;
            var (above, below) = ((double[])[.. values], (double[])[.. values]);
            above[s] += step;
            below[s] -= step;
            var expected = (Probe(name, KindFixture.Each(above)).item<double>() - Probe(name, KindFixture.Each(below)).item<double>()) / (2 * step);
            Assert.True(Math.Abs(expected) > 1e-4);
            Assert.Equal(expected, leaf.grad![s, 0].item<double>(), 1e-5 * Math.Max(1, Math.Abs(expected)));
        }
    }

    [Fact]
    public void Cross_entropy_takes_soft_targets_and_is_differentiable_in_them()
    {
        using var scope = NewDisposeScope();
        var logits = randn(7, 3, dtype: ScalarType.Float64);
        var strength = KindFixture.Each(0.2).requires_grad_();
        using var fixture = new KindFixture(7, strength);
        var loss = cross_entropy(logits, SmoothLabels(Labels, 3, fixture.Strength));
        loss.backward();

        // −Σ q log p with q = (1 − ε)·one-hot + ε/3; its derivative in ε is −Σ (1/3 − one-hot) log p, averaged over rows.
        var log = log_softmax(logits, 1);
        var hot = one_hot(Labels, 3).to(ScalarType.Float64);
        var expected = -(((0.8 * hot) + (0.2 / 3)) * log).sum(1).mean();
        var slope = -(((1.0 / 3) - hot) * log).sum(1).mean();
        Assert.Equal(expected.item<double>(), loss.item<double>(), 1e-12);
        Assert.Equal(slope.item<double>(), strength.grad!.item<double>(), 1e-12);
    }

    /// <summary>A number that depends on every element of what a method makes of seven images in two samples.</summary>
    private static Tensor Probe(string name, Tensor values)
    {
        using var fixture = new KindFixture(7, values);
        var output = Methods[name](KindFixture.Images(7), fixture.Strength);
        return output.dim() == 0 ? output : (output * linspace(-1, 1, output.numel(), dtype: ScalarType.Float64).view(output.shape)).sum() + (0.1 * output.square().sum());
    }
}
