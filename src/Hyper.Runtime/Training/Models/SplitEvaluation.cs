using Hyper.Runtime.Data;
using Hyper.Runtime.Data.Rows;
using Hyper.Runtime.Host;
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

    /// <summary>The same with the model's metrics, which are taken of all rows at once.</summary>
    /// <param name="model">The annotated class.</param>
    /// <param name="weights">Its weights, one sample.</param>
    /// <param name="unconstrained">The hyperparameters that they belong to, [1, n].</param>
    /// <param name="data">The rows; they are copied to the weights' device in parts, and the outputs to all of them are held at once.</param>
    public static SplitReading Read(IHyperModel model, ElementaryWeights weights, Tensor unconstrained, Dataset data) => model.Metrics.Count == 0
        ? new(ValidationLoss(model, weights, unconstrained, data), null)
        : LibraryNoise.Same(model, () => ReadAll(model, weights, unconstrained, data), static (one, other) => one.IsSameAs(other));

    private static SplitReading ReadAll(IHyperModel model, ElementaryWeights weights, Tensor unconstrained, Dataset data)
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        var (outputs, targets) = (new List<Tensor>(), new List<Tensor>());
        var loss = Mean(model.Context, weights.Values, data, (inputs, expected, rows) =>
        {
            model.Context.Begin(weights, unconstrained, rows, training: false);
            var answer = model.Forward(inputs);
            var sum = model.ValidationLoss(answer, expected).to(ScalarType.Float64).item<double>() * rows;
            outputs.Add(answer.alias().MoveToOuterDisposeScope());
            targets.Add(expected.alias().MoveToOuterDisposeScope());
            return sum;
        });
        var (all, ofAll) = (torch.cat(outputs), torch.cat(targets));
        return new(loss, model.Metrics.ToDictionary(metric => metric.Name, metric => metric.Of(all, ofAll)));
    }

    /// <summary>The sum of what each part of the rows gives, over the number of rows.</summary>
    /// <param name="context">Knows how many rows fit.</param>
    /// <param name="like">A tensor where the rows are to be and of their type.</param>
    /// <param name="data">The rows.</param>
    /// <param name="part">What a part gives, from its inputs, its targets and its number of rows; the tensors are its own.</param>
    public static double Mean(ForwardContext context, Tensor like, Dataset data, Func<ModelInputs, Tensor, long, double> part)
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
            using var read = data.ReadSlice(start, rows);
            var inputs = InputType.CopyForModel(read.HeldInputs, like);
            var targets = read.Targets;
            return part(inputs, targets.to(targets.is_floating_point() ? like.dtype : targets.dtype, like.device, copy: true), rows);
        }
    }
}

/// <summary>What a look at all rows of a split says.</summary>
/// <param name="Loss">The mean validation loss.</param>
/// <param name="Metrics">The model's metrics by name; null where it has none.</param>
internal sealed record SplitReading(double Loss, IReadOnlyDictionary<string, double>? Metrics)
{
    /// <summary>Whether another reading has the same numbers.</summary>
    public bool IsSameAs(SplitReading other) => Loss.Equals(other.Loss) && Metrics!.All(metric => metric.Value.Equals(other.Metrics![metric.Key]));
}
