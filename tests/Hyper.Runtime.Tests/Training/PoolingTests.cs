using Hyper.Runtime.Host;
using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;
using Hyper.Runtime.Training.Hyperparameters;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Training;

/// <summary>The values of a hyperparameter with one a weight are held around the mean of their layer; nothing else is.</summary>
public sealed class PoolingTests
{
    static PoolingTests() => NativeBackend.EnsureLoaded();

    // Two layers of four and two weights, a scalar before them, three examples after them.
    private static HyperparameterSpace Space(double hyperprior = 0) => new(
        new HyperparameterInfo("Dropout", 0, 1, Per.Scalar, new Transform(Scale.Linear), 0),
        new HyperparameterInfo("Decay", 1, 6, Per.Weight, new Transform(Scale.Log), 1) { Hyperprior = hyperprior },
        new HyperparameterInfo("Weights", 7, 3, Per.Example, new Transform(Scale.Log), 1));

    private static ElementaryLayout Weights => new(new WeightSlot("First", 0, 0, [2, 2], 2), new WeightSlot("Second", 1, 4, [2, 1], 1));

    [Fact]
    public void Its_gradient_is_that_of_the_prior_around_the_mean_of_a_layer()
    {
        using var scope = NewDisposeScope();
        var u = randn(1, 10, dtype: ScalarType.Float64, requires_grad: true);
        var energy = Energy(u.narrow(1, 1, 4)) + Energy(u.narrow(1, 5, 2));
        energy.backward();
        var gradient = ones(1, 10, dtype: ScalarType.Float64);
        Pooling.Of(Space(), Weights, strength: 3, validationRows: 50)!.AddGradient(u.detach(), gradient);
        Assert.True((gradient - 1).allclose(u.grad!, atol: 1e-12));

        static Tensor Energy(Tensor values) => 0.5 * 3 / 50 * (values - values.mean()).square().sum();
    }

    [Fact]
    public void What_has_a_hyperprior_of_its_own_is_left_alone()
    {
        using var scope = NewDisposeScope();
        var u = arange(10, dtype: ScalarType.Float64).view(1, 10).square();
        var gradient = zeros_like(u);
        Pooling.Of(Space(), Weights, 1, 1)!.AddGradient(u, gradient);
        Assert.Equal([0.0, 0, 0], HostValues.Read(gradient)[7..]);
        Assert.Equal(0, HostValues.Read(gradient)[0]);
        Assert.Null(Pooling.Of(Space(hyperprior: 1), Weights, 1, 1));
        Assert.Null(Pooling.Of(Space(), Weights, 0, 1));
    }

    /// <summary>In a run: the stronger, the closer together the values stay.</summary>
    [Fact]
    public async Task A_run_holds_them_together()
    {
        using var data = SmallData.Labelled();
        var settings = TuneSmallEach.Settings with { Steps = 300, RestartAt = 0, HyperLearningRate = 0.05, HealthChecks = 0 };
        using var apart = await TuneSmallEach.RunAsync(data, settings with { Pooling = 0 });
        using var pooled = await TuneSmallEach.RunAsync(data, settings with { Pooling = 100 });
        Assert.True(Deviation(pooled) < 0.3 * Deviation(apart), $"{Deviation(pooled)} of {Deviation(apart)}");

        static double Deviation<TModel, TTrained, THyperparameters>(TuningResult<TModel, TTrained, THyperparameters> result)
            where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
            where TTrained : TrainedModel
            where THyperparameters : IHyperparameters<THyperparameters>
        {
            var first = result.Response.Current.Take(20).ToArray();
            return Math.Sqrt(first.Average(value => Math.Pow(value - first.Average(), 2)));
        }
    }
}
