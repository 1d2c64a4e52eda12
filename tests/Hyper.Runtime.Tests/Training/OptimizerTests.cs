using Hyper.Runtime.Native;
using Hyper.Runtime.Training.Optimizers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Training;

/// <summary>The fused optimizers against TorchSharp's own.</summary>
public sealed class OptimizerTests
{
    static OptimizerTests() => NativeBackend.EnsureLoaded();

    // The large one is split over threads; neither is a multiple of a vector's width.
    [Theory]
    [InlineData(1_003, ScalarType.Float64, 1e-13)]
    [InlineData(1_003, ScalarType.Float32, 2e-6)]
    [InlineData(600_001, ScalarType.Float32, 2e-6)]
    public void Adam_is_Adam(int count, ScalarType type, double tolerance) =>
        Compare(count, type, tolerance, (values, gradient) => new AdamOptimizer(values, gradient), parameter => optim.Adam([parameter], lr: 0.01));

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.9)]
    public void Momentum_is_heavy_ball_descent(double momentum) =>
        Compare(517, ScalarType.Float64, 1e-13, (values, gradient) => new MomentumOptimizer(values, gradient, momentum), parameter => optim.SGD([parameter], 0.01, momentum));

    [Fact]
    public void Adam_with_decay_is_AdamW() => Compare(
        1_003, ScalarType.Float64, 1e-13, (values, gradient) => new AdamOptimizer(values, gradient), parameter => optim.AdamW([parameter], lr: 0.01, weight_decay: 0.3), new UpdateNumbers(0.01, Decay: 0.3));

    /// <summary>Rate, momentum and decay may be others in each step, and <see cref="Descent"/> and the optimizer are the same rule.</summary>
    [Fact]
    public void Descent_has_the_numbers_of_each_step()
    {
        using var scope = NewDisposeScope();
        using var noise = new Generator(5);
        var start = randn(31, dtype: ScalarType.Float64, generator: noise);
        var (weights, values, expected) = (start.clone(), start.clone(), start.clone());
        var gradient = zeros_like(start);
        var velocity = zeros_like(start);
        using var descent = new Descent();
        using var optimizer = new MomentumOptimizer(values, gradient, 0.5);
        foreach (var numbers in (UpdateNumbers[])[new(0.1, 0.9), new(0.02, 0.3, 0.5), new(0.5), new(0.01, 0.99, 2)])
        {
            gradient.normal_(0, 1, noise);
            descent.Step(weights, gradient, numbers);
            optimizer.Step(numbers);
            velocity = (numbers.Momentum * velocity) + gradient;
            expected = expected - (numbers.Rate * (velocity + (numbers.Decay * expected)));
        }

        Assert.InRange((expected - weights).abs().max().item<double>(), 0, 1e-14);
        Assert.Equal(weights.data<double>().ToArray(), values.data<double>().ToArray());
    }

    [Fact]
    public void Buffers_that_do_not_match_are_refused()
    {
        using var values = zeros(4);
        using var gradient = zeros(5);
        using var other = zeros(4, dtype: ScalarType.Float64);
        using var wide = zeros(4, 2);
        using var column = wide.select(1, 0);
        Assert.Throws<ArgumentException>(() => new AdamOptimizer(values, gradient));
        Assert.Throws<ArgumentException>(() => new AdamOptimizer(values, other));
        Assert.Throws<ArgumentException>(() => new AdamOptimizer(values, column));
    }

    private static void Compare(int count, ScalarType type, double tolerance, Func<Tensor, Tensor, FlatOptimizer> ours, Func<Parameter, optim.Optimizer> theirs, UpdateNumbers? numbers = null)
    {
        using var noise = new Generator(3);
        using var start = randn(count, dtype: type, generator: noise);
        using var values = start.clone();
        using var gradient = zeros(count, dtype: type);
        using var parameter = new Parameter(start.clone());
        using var optimizer = ours(values, gradient);
        using var reference = theirs(parameter);
        for (var step = 0; step < 20; step++)
        {
            using var scope = NewDisposeScope();
            gradient.normal_(0, 1, noise);
            parameter.grad = gradient.clone();
            if (numbers is { } given)
            {
                optimizer.Step(given);
            }
            else
            {
                optimizer.Step(0.01);
            }

            reference.step();
        }

        using var difference = (values - parameter).abs().max();
        Assert.InRange(difference.to(ScalarType.Float64).item<double>(), 0, tolerance);
    }
}
