using Hyper.Runtime.Data;
using Hyper.Runtime.Layers.Weights;

namespace Hyper.Runtime.Training.Models;

/// <summary>A model with one set of weights over all rows of a data set, a part at a time, without a gradient.</summary>
internal static class SplitEvaluation
{
    // Rows that are evaluated at once: enough to keep the machine busy, few enough for any activations to fit.
    private const int EvaluationRows = 4_096;

    /// <summary>The mean validation loss over a data set.</summary>
    /// <param name="model">The annotated class.</param>
    /// <param name="weights">Its weights, one sample.</param>
    /// <param name="unconstrained">The hyperparameters that they belong to, [1, n].</param>
    /// <param name="data">The rows; they are moved to the weights' device in parts.</param>
    public static double ValidationLoss(IHyperModel model, ElementaryWeights weights, Tensor unconstrained, Dataset data)
    {
        double total = 0;
        foreach (var part in Parts(data, weights.Values))
        {
            using var scope = torch.NewDisposeScope();
            using var noGrad = torch.no_grad();
            var loss = model.ValidationPass(weights, unconstrained, part.Inputs, part.Targets);
            total += loss.to(ScalarType.Float64).item<double>() * part.Rows;
        }

        return total / data.Count;
    }

    /// <summary>The rows in parts, each where the weights are and of their type.</summary>
    public static IEnumerable<(Tensor Inputs, Tensor Targets, long Rows)> Parts(Dataset data, Tensor weights)
    {
        for (long start = 0; start < data.Count; start += EvaluationRows)
        {
            var rows = Math.Min(EvaluationRows, data.Count - start);
            using var inputs = data.Inputs.narrow(0, start, rows);
            using var targets = data.Targets.narrow(0, start, rows);
            using var movedInputs = inputs.to(weights.dtype, weights.device);
            using var movedTargets = targets.is_floating_point() ? targets.to(weights.dtype, weights.device) : targets.to(weights.device);
            yield return (movedInputs, movedTargets, rows);
        }
    }
}
