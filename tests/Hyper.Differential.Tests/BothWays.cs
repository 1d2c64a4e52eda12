using Hyper.Runtime;
using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Passes;
using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Batches;
using Hyper.Runtime.Training.Models;
using static TorchSharp.torch;

namespace Hyper.Differential.Tests;

/// <summary>Runs a model's passes compiled and by autograd, from the same random numbers, in double precision.</summary>
internal static class BothWays
{
    /// <summary>Relative to the largest number of the gradient, or to one.</summary>
    private const double Tolerance = 1e-10;

    private const int Rows = 6;

    /// <summary>What differs; null where nothing does.</summary>
    /// <param name="samples">S.</param>
    public static string? Difference<TModel, TTrained, THyperparameters>(int samples)
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters>
    {
        using var scope = NewDisposeScope();
        manual_seed(17);
        using var weights = new ElementaryWeights(TModel.Weights, samples, ScalarType.Float64, CPU);
        using (no_grad())
        {
            weights.Values.copy_(randn_like(weights.Values) * 0.5);
        }

        var unconstrained = randn(samples, THyperparameters.Space.Count, dtype: ScalarType.Float64) - 1;
        var inputs = new ModelInputs([.. TModel.Create().InputNames.Select(_ => randn(Rows, 8, dtype: ScalarType.Float64))]);
        var batch = new Minibatch(inputs, randn(Rows, 3, dtype: ScalarType.Float64), arange(Rows, dtype: ScalarType.Int64));
        return Of("training", ModelPasses.TrainingGradient) ?? Of("validation", ModelPasses.ValidationGradient);

        string? Of(string pass, Func<IHyperModel, ElementaryWeights, Tensor, Minibatch, Tensor> gradient)
        {
            var (traced, tracedLoss) = Run(usesAutograd: true);
            var (compiled, compiledLoss) = Run(usesAutograd: false);
            if (Math.Abs(tracedLoss - compiledLoss) > Tolerance * Math.Max(1, Math.Abs(tracedLoss)))
            {
                return $"{pass} loss: {compiledLoss} compiled, {tracedLoss} by autograd";
            }

            var difference = (traced - compiled).abs().max().item<double>();
            return difference <= Tolerance * Math.Max(1, traced.abs().max().item<double>()) ? null : $"{pass} gradient: off by {difference} of {traced.abs().max().item<double>()}";

            (Tensor Gradient, double Loss) Run(bool usesAutograd)
            {
                manual_seed(23);
                using var noise = new Generator(9);
                var model = TModel.Create();
                model.Context.Noise = noise;
                model.Context.UsesAutograd = usesAutograd;
                weights.Gradient.fill_(double.NaN);
                var loss = gradient(model, weights, unconstrained, batch);
                return (weights.Gradient.clone(), loss.item<double>());
            }
        }
    }

    /// <summary>Whether the compiler has written a model's passes, and whether without any part under autograd.</summary>
    public static bool IsCompiled(Type model) => model.IsAssignableTo(typeof(ICompiledPasses));
}
