using Hyper.Runtime.Host;
using Hyper.Runtime.Native;
using Hyper.Runtime.Training.Batches;
using Hyper.Runtime.Training.Hyperparameters;
using Hyper.Runtime.Training.Optimizers;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Training;

/// <summary>A hyperparameter's own factors scale its steps, whatever the optimizer, and its perturbations.</summary>
public sealed class FactorTests
{
    private static readonly HyperparameterSpace space = new(
        new HyperparameterInfo("Slow", 0, 2, Per.Layer, new Transform(Scale.Log), 1) { RateFactor = 0.25 },
        new HyperparameterInfo("Plain", 2, 1, Per.Scalar, new Transform(Scale.Log), 1),
        new HyperparameterInfo("Wide", 3, 1, Per.Scalar, new Transform(Scale.Log), 1) { PerturbationFactor = 3 },
        new HyperparameterInfo("Still", 4, 1, Per.Scalar, new Transform(Scale.Log), 1));

    static FactorTests() => NativeBackend.EnsureLoaded();

    [Theory]
    [InlineData(OptimizerKind.Adam)]
    [InlineData(OptimizerKind.Sgd)]
    public void Steps_are_those_of_the_rule_times_the_factor(OptimizerKind rule)
    {
        var settings = new ExperimentSettings { Precision = Precision.Float64, Momentum = 0.5 };
        var plain = Way(rule, settings, new HyperparameterSpace([.. space.Hyperparameters.Select(info => info with { RateFactor = 1 })]), null);
        var scaled = Way(rule, settings, space, "Still");
        double[] factors = [0.25, 0.25, 1, 1, 0];
        Assert.All(plain.Zip(scaled), steps => Assert.Equal(steps.First.Zip(factors, (step, factor) => step * factor), steps.Second, (one, other) => Math.Abs(one - other) < 1e-12));
    }

    [Fact]
    public void Perturbations_are_scaled_and_what_is_fixed_has_none()
    {
        using var state = new HyperparameterState(space, RunPlace.Of(new ExperimentSettings { Precision = Precision.Float64 }), fixedNames: "Still");
        using var rows = ones(2, 5, dtype: ScalarType.Float64);
        state.Scale(rows);
        Assert.Equal([1.0, 1, 1, 3, 0, 1, 1, 1, 3, 0], rows.data<double>().ToArray());
    }

    /// <summary>How far each of four steps goes, by a gradient that does not depend on where they lead.</summary>
    private static List<double[]> Way(OptimizerKind rule, ExperimentSettings settings, HyperparameterSpace of, string? stay)
    {
        using var state = new HyperparameterState(of, RunPlace.Of(settings), fixedNames: stay);
        using var optimizer = FlatOptimizer.Create(rule, state.Current, state.Gradient, settings);
        var steps = new List<double[]>();
        for (var step = 0; step < 4; step++)
        {
            using var gradient = tensor(new double[,] { { 1 + step, -2, 3, 0.5, 4 } });
            state.Gradient.copy_(gradient);
            state.Move(optimizer, 0.1);
            steps.Add(HostValues.Read(state.LastStep));
        }

        return steps;
    }
}
