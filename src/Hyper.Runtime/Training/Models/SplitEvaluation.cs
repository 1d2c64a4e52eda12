using Hyper.Runtime.Data;
using Hyper.Runtime.Layers.Context;
using Hyper.Runtime.Layers.Weights;

namespace Hyper.Runtime.Training.Models;

/// <summary>
/// A model with one set of weights over all rows of a data set, without a gradient: a part at a time, as many rows as a step of the run
/// has had at once, and half of them where memory does not suffice for that.
/// </summary>
internal static class SplitEvaluation
{
    /// <summary>The mean validation loss over a data set. What the losses draw at random is the same each time.</summary>
    /// <param name="model">The annotated class.</param>
    /// <param name="weights">Its weights, one sample.</param>
    /// <param name="unconstrained">The hyperparameters that they belong to, [1, n].</param>
    /// <param name="data">The rows; they are copied to the weights' device in parts.</param>
    public static double ValidationLoss(IHyperModel model, ElementaryWeights weights, Tensor unconstrained, Dataset data)
        => LibraryNoise.Same(
            model,
            () => Mean(model.Context, weights.Values, data, (inputs, targets, rows) =>
                model.ValidationPass(weights, unconstrained, inputs, targets).to(ScalarType.Float64).item<double>() * rows),
            static (one, other) => one.Equals(other));

    /// <summary>The sum of what each part of the rows gives, over the number of rows.</summary>
    /// <param name="context">Knows how many rows fit.</param>
    /// <param name="like">A tensor where the rows are to be and of their type.</param>
    /// <param name="data">The rows.</param>
    /// <param name="part">What a part gives, from its inputs, its targets and its number of rows; the tensors are its own.</param>
    public static double Mean(ForwardContext context, Tensor like, Dataset data, Func<Tensor, Tensor, long, double> part)
    {
        double total = 0;
        for (long start = 0; start < data.Count;)
        {
            var rows = Math.Min(context.State.EvaluationRows, data.Count - start);
            try
            {
                total += One(start, rows);
                start += rows;
            }
            catch (Exception failure) when (rows > 1 && MemoryShortage.Is(failure))
            {
                context.State.EvaluationRows = Math.Max(1, rows / 2);
            }
        }

        return total / data.Count;

        double One(long start, long rows)
        {
            using var scope = torch.NewDisposeScope();
            using var noGrad = torch.no_grad();
            var inputs = data.Inputs.narrow(0, start, rows).to(InputType.InModel(data.Inputs.dtype, like.dtype), like.device, copy: true);
            var targets = data.Targets.narrow(0, start, rows);
            return part(inputs, targets.to(targets.is_floating_point() ? like.dtype : targets.dtype, like.device, copy: true), rows);
        }
    }
}
