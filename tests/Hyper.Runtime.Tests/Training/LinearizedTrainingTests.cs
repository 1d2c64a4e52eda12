using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;
using Hyper.Runtime.Training.Algorithms;
using Hyper.Runtime.Training.Batches;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Training;

/// <summary>The loss at linearised outputs, and its gradient, against finite differences of the definition.</summary>
public sealed class LinearizedTrainingTests
{
    static LinearizedTrainingTests() => NativeBackend.EnsureLoaded();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void It_is_the_loss_at_outputs_of_first_order(int samples)
    {
        using var scope = NewDisposeScope();
        using var noise = new Generator(4);
        using var data = SmallData.Labelled();
        using var training = data.Training.To(CPU, ScalarType.Float64);
        var batch = new Minibatch(training.Inputs, training.Targets, arange(training.Count, dtype: ScalarType.Int64));
        var model = (IHyperModel)new SmallNetwork();
        var layout = SmallNetwork.Layout.Weights;
        using var weights = new ElementaryWeights(layout, samples, ScalarType.Float64, CPU);
        var a = randn(1, layout.WeightCount, dtype: ScalarType.Float64, generator: noise) * 0.3;
        var v = randn(samples, layout.WeightCount, dtype: ScalarType.Float64, generator: noise) * 0.3;
        var u = randn(samples, SmallNetwork.Layout.HyperparameterCount, dtype: ScalarType.Float64, generator: noise) - 2;
        var linearized = new LinearizedTraining(model, layout);

        var loss = Differentiate(v).item<double>();
        var gradient = weights.Gradient.clone();
        Assert.Equal(Defined(v), loss, 1e-9);

        // Far enough from a that the outputs themselves are not of first order there.
        Assert.NotEqual(Plain(v), loss, 1e-4);
        var along = randn(v.shape, dtype: ScalarType.Float64, generator: noise);
        const double h = 1e-5;
        var slope = (Differentiate(v + (along * h)).item<double>() - Differentiate(v - (along * h)).item<double>()) / (2 * h);
        Assert.Equal(slope, (gradient * along).sum().item<double>(), 1e-7);

        Tensor Differentiate(Tensor change)
        {
            Fix();
            weights.Values.copy_(a + change);
            return linearized.Differentiate(weights, a, u, batch);
        }

        // f(a) + (f(a + hv) − f(a − hv))/2h, and the penalties at a + v. The error of the differences is of order h².
        double Defined(Tensor change)
        {
            const double width = 1e-5;
            var outputs = Outputs(a.expand(v.shape));
            outputs += (Outputs(a + (change * width)) - Outputs(a - (change * width))) / (2 * width);
            model.Context.Begin(new TracedWeights(layout, a + change), u, batch.Rows, training: true, batch.Examples);
            return model.TrainingLoss(outputs, batch.Targets).item<double>();
        }

        double Plain(Tensor change)
        {
            Fix();
            return new TracedLosses(model, layout).Training(a + change, u, batch).item<double>();
        }

        Tensor Outputs(Tensor at)
        {
            Fix();
            model.Context.Begin(new TracedWeights(layout, at.clone()), u, batch.Rows, training: true, batch.Examples);
            return model.Forward(batch.Inputs);
        }

        // The same dropout masks in every evaluation.
        void Fix() => model.Context.Noise = new Generator(9);
    }
}
