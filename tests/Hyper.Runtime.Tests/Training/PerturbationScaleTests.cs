using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;
using Hyper.Runtime.Training.Batches;
using Hyper.Runtime.Training.Perturbations;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Training;

/// <summary>The learned perturbation scale: its gradient against autograd over the whole objective.</summary>
public sealed class PerturbationScaleTests
{
    static PerturbationScaleTests() => NativeBackend.EnsureLoaded();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Its_gradient_is_that_of_autograd(int samples)
    {
        const double entropyWeight = 0.03;
        using var scope = NewDisposeScope();
        using var noise = new Generator(6);
        using var response = new SmallLinearResponse.BestResponse(ScalarType.Float64, CPU, noise);
        response.Parameters.Values.add_(randn(response.Parameters.Values.shape, dtype: ScalarType.Float64, generator: noise));
        using var scale = new PerturbationScale(
            3, new ExperimentSettings { PerturbationScale = 0.7, EntropyWeight = entropyWeight }, new RunPlace(CPU, ScalarType.Float64), OptimizerKind.Sgd);
        scale.Raw.add_(randn(1, 3, dtype: ScalarType.Float64, generator: noise) * 0.5);
        scale.Values.copy_(nn.functional.softplus(scale.Raw));

        // Rows that do not divide evenly: samples have unequal shares.
        var batch = new Minibatch(
            randn(13, 4, dtype: ScalarType.Float64, generator: noise),
            randn(13, 3, dtype: ScalarType.Float64, generator: noise),
            arange(13, dtype: ScalarType.Int64));
        var epsilon = randn(samples, 3, dtype: ScalarType.Float64, generator: noise);
        var model = (IHyperModel)new SmallLinearResponse();

        // The whole objective in autograd: ρ → σ → z → w_φ(z) → L_V, less the entropy.
        var raw = scale.Raw.clone().requires_grad_();
        var sigma = nn.functional.softplus(raw);
        var z = sigma * epsilon;
        var phi = response.Parameters.Values;
        var w = z.mm(phi.narrow(0, 0, 45).view(3, 15)) + phi.narrow(0, 45, 15);
        var loss = new TracedLosses(model, SmallLinearResponse.Layout.Weights).Validation(w, z, batch);
        (loss - (entropyWeight * (sigma * Math.Sqrt(2 * Math.PI * Math.E)).log().sum())).backward();

        // The run's way: leaves, the response's pull-back, the closed form.
        using var weights = new ElementaryWeights(SmallLinearResponse.Layout.Weights, samples, ScalarType.Float64, CPU);
        var displacement = scale.Values * epsilon;
        var hidden = response.Respond(displacement, weights.Values);
        model.Context.Begin(weights, displacement, 13, training: false);
        model.Context.Backward(model.ValidationLoss(model.Forward(batch.Inputs), batch.Targets));
        var pulled = zeros(samples, 3, dtype: ScalarType.Float64);
        response.PullBackToHyperparameters(hidden, weights.Gradient, pulled);
        scale.PullBack(pulled, epsilon);
        Assert.InRange(((raw.grad! - scale.Gradient).norm() / raw.grad!.norm()).item<double>(), 0, 1e-12);
    }

    [Fact]
    public void It_starts_where_the_settings_say_and_stays_above_zero()
    {
        using var scope = NewDisposeScope();
        foreach (var start in (double[])[1e-4, 0.5, 30])
        {
            using var scale = new PerturbationScale(
                2, new ExperimentSettings { PerturbationScale = start }, new RunPlace(CPU, ScalarType.Float64), OptimizerKind.Sgd);
            scale.Step(0);
            Assert.All(scale.Read(), value => Assert.Equal(1, value / start, 1e-9));
            scale.Gradient.fill_(1e3);
            scale.Step(0.1);
            Assert.All(scale.Read(), value => Assert.InRange(value, double.Epsilon, start));
        }
    }
}
