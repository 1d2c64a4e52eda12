using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Layers;

/// <summary>The running statistics of a batch normalisation, in training and in evaluation.</summary>
public sealed class BatchNormTests
{
    static BatchNormTests() => NativeBackend.EnsureLoaded();

    [Theory]
    [InlineData(1, 6)]
    [InlineData(2, 6)]
    [InlineData(2, 7)]
    public void Running_statistics_follow_the_average_over_the_samples(int samples, int rows)
    {
        using var scope = NewDisposeScope();
        using var noise = new Generator(4);
        var (model, response) = EveryLayer.Create("Linear", ScalarType.Float64, noise);
        using (response)
        using (model.Context)
        using (var weights = new ElementaryWeights(EveryLayer.Layout, samples, ScalarType.Float64, CPU))
        {
            var u = zeros(samples, EveryLayer.HyperparameterCount("Linear"), dtype: ScalarType.Float64);
            var (mean, variance) = (zeros(3, dtype: ScalarType.Float64), ones(3, dtype: ScalarType.Float64));
            for (var step = 0; step < 3; step++)
            {
                var input = randn([rows, 3, 4], dtype: ScalarType.Float64, generator: noise) + step;
                model.Context.Begin(weights, u, rows, training: true);
                model.BatchNorm.forward(input);
                var first = (rows + samples - 1) / samples;
                var parts = samples == 1 ? [input] : new[] { input.narrow(0, 0, first), input.narrow(0, first, rows - first) };
                mean = (0.9 * mean) + (0.1 * stack(parts.Select(part => part.mean([0, 2]))).mean([0]));
                variance = (0.9 * variance) + (0.1 * stack(parts.Select(part => part.transpose(0, 1).reshape(3, -1).var(1))).mean([0]));
            }

            Assert.True(model.BatchNorm.running_mean.allclose(mean, rtol: 1e-12, atol: 1e-12));
            Assert.True(model.BatchNorm.running_var.allclose(variance, rtol: 1e-12, atol: 1e-12));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Evaluation_uses_the_running_statistics_and_leaves_them(int samples)
    {
        using var scope = NewDisposeScope();
        using var noise = new Generator(4);
        var (model, response) = EveryLayer.Create("Linear", ScalarType.Float64, noise);
        using (response)
        using (model.Context)
        using (var weights = new ElementaryWeights(EveryLayer.Layout, samples, ScalarType.Float64, CPU))
        {
            weights.Values.normal_(0, 1, noise);
            var u = zeros(samples, EveryLayer.HyperparameterCount("Linear"), dtype: ScalarType.Float64);
            model.Context.Begin(weights, u, 6, training: true);
            model.BatchNorm.forward(randn([6, 3], dtype: ScalarType.Float64, generator: noise) + 2);
            var (mean, variance) = (model.BatchNorm.running_mean.clone(), model.BatchNorm.running_var.clone());

            model.Context.Begin(weights, u, 4, training: false);
            var input = randn([4, 3], dtype: ScalarType.Float64, generator: noise);
            var output = model.BatchNorm.forward(input);
            for (var row = 0; row < 4; row++)
            {
                var (weight, bias) = samples == 1
                    ? (model.BatchNorm.weight, model.BatchNorm.bias)
                    : (model.BatchNorm.weight[row / 2], model.BatchNorm.bias[row / 2]);
                var expected = ((input[row] - mean) / (variance + 1e-5).sqrt() * weight) + bias;
                Assert.True(output[row].allclose(expected, rtol: 1e-12, atol: 1e-12));
            }

            Assert.True(model.BatchNorm.running_mean.equal(mean).all().item<bool>());
        }
    }
}
