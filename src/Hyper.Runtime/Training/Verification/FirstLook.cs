using System.Runtime.InteropServices;
using Hyper.Runtime.Data;
using Hyper.Runtime.Data.Answers;
using Hyper.Runtime.Data.Rows;
using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Training.Models;

namespace Hyper.Runtime.Training.Verification;

/// <summary>
/// Looks at what a model answers to a few rows before the first step, and at whether the targets of all rows fit: labels that are no
/// class, and shapes that the library would spread over each other without a word.
/// </summary>
/// <remarks>Only what would go wrong is refused: a label beyond the outputs is tried in the loss, which may have a use for it.</remarks>
internal static class FirstLook
{
    // Enough to tell rows from columns.
    private const int Rows = 3;

    // What the library's losses take for "no label here".
    private const int Ignored = -100;

    /// <summary>Looks; afterwards everything is as if nobody had.</summary>
    /// <param name="model">The annotated class.</param>
    /// <param name="weights">Weights of one sample, whatever they are.</param>
    /// <param name="unconstrained">The hyperparameters that they belong to, [1, n].</param>
    /// <param name="splits">The rows, each split with its name.</param>
    /// <exception cref="HyperDslException">A label is no class, or outputs and targets do not fit; or whole numbers are no inputs to the model.</exception>
    public static void Require(IHyperModel model, ElementaryWeights weights, Tensor unconstrained, params ReadOnlySpan<(string Name, Dataset Rows)> splits)
    {
        lock (LibraryNoise.Gate)
        {
            using var scope = torch.NewDisposeScope();
            using var untraced = torch.no_grad();
            using var start = new PassStart(model.Context, seedOfCuda: null, isLibraryKept: model.Context.State.HasModules);
            try
            {
                foreach (var (name, rows) in splits)
                {
                    Require(model, weights, unconstrained, name, rows);
                }
            }
            finally
            {
                start.Restore();
            }
        }
    }

    private static void Require(IHyperModel model, ElementaryWeights weights, Tensor unconstrained, string name, Dataset split)
    {
        split.RequireInputs(model.GetType().Name, model.InputNames, name);
        using var few = split.ReadSlice(0, Math.Min(split.Count, Rows));
        if (Answer(model, weights, unconstrained, few) is not { } outputs)
        {
            return;
        }

        // Of rows that are with a source only those that have been read: a look at all labels would read all rows.
        var looked = split.IsHeld ? split : few;
        if (!split.HasLabels)
        {
            RequireShape(outputs, few.Targets, name);
        }
        else if (outputs.is_floating_point() && RightAnswers.AreScores(outputs, few.Targets) && FirstBeyond(looked.Targets, outputs.shape[1]) is { } beyond && IsRefused(model, weights, unconstrained, looked, beyond.Row))
        {
            throw new HyperDslException(FormattableString.Invariant(
                $"The label of row {beyond.Row} of {name} (counted from 0) is {beyond.Label}, and the model has {outputs.shape[1]} outputs: classes are numbered from 0 to {outputs.shape[1] - 1}.{Cure(looked.Targets, outputs.shape[1])}"));
        }
    }

    /// <summary>The outputs; null where the forward method fails, which the first step says better.</summary>
    private static Tensor? Answer(IHyperModel model, ElementaryWeights weights, Tensor unconstrained, Dataset few)
    {
        var inputs = InputType.CopyForModel(few.HeldInputs, weights.Values);
        try
        {
            model.Context.Begin(weights, unconstrained, few.Count, training: false);
            var outputs = model.Forward(inputs);
            return outputs.dim() > 0 && outputs.shape[0] == few.Count ? outputs : null;
        }
        catch (Exception failure) when (failure is ExternalException or HyperDslException)
        {
            if (inputs.AsList().FirstOrDefault(input => !input.is_floating_point()) is { } whole)
            {
                var at = inputs.AsList().Index().First(input => ReferenceEquals(input.Item, whole)).Index;
                throw new HyperDslException(
                    $"The model cannot compute with {few.Called(at)} of {few.Layout.Inputs[at].Type}: whole numbers stay whole, for an embedding to read. Convert them to floating-point where they are quantities. The first pass ended with: {failure.Message}", failure);
            }

            return null;
        }
    }

    private static (long Row, long Label)? FirstBeyond(Tensor labels, long classes)
    {
        using var scope = torch.NewDisposeScope();
        var beyond = labels.lt(Scalars.Of(0)).logical_or(labels.ge(Scalars.Of(classes))).logical_and(labels.ne(Scalars.Of(Ignored))).flatten();
        if (!beyond.any().item<bool>())
        {
            return null;
        }

        var place = beyond.to(ScalarType.Int64).argmax().item<long>();
        return (place / (labels.NumberOfElements / labels.shape[0]), labels.flatten()[place].item<long>());
    }

    // On a GPU the library's check ends the process' use of the device: there it is not tried.
    private static bool IsRefused(IHyperModel model, ElementaryWeights weights, Tensor unconstrained, Dataset split, long row)
    {
        if (weights.Values.device_type != DeviceType.CPU)
        {
            return true;
        }

        using var one = split.Slice(row, 1);
        try
        {
            model.ValidationPass(weights, unconstrained, InputType.CopyForModel(one.HeldInputs, weights.Values), one.Targets.clone());
            return false;
        }
        catch (ExternalException)
        {
            return true;
        }
    }

    private static string Cure(Tensor labels, long classes)
    {
        using var scope = torch.NewDisposeScope();
        var (lowest, highest) = (labels.min().item<long>(), labels.max().item<long>());
        return lowest == 1 && highest == classes ? " They seem to be numbered from 1: subtract 1."
            : lowest >= 0 ? FormattableString.Invariant($" There are labels up to {highest}: give the last layer {highest + 1} outputs, or repair the row.")
            : " Repair the row.";
    }

    private static void RequireShape(Tensor outputs, Tensor targets, string name)
    {
        if (outputs.shape[0] < 2 || outputs.shape.SequenceEqual(targets.shape) || Spread(outputs.shape, targets.shape) is not { } spread)
        {
            return;
        }

        if (!spread.SequenceEqual(outputs.shape) && !spread.SequenceEqual(targets.shape))
        {
            throw new HyperDslException(
                $"To {outputs.shape[0]} rows of {name} the model answers with the shape {Text(outputs.shape)}, and their targets have {Text(targets.shape)}: a difference of both would have {Text(spread)}, each row against each other. Give both the same shape, by squeeze or unsqueeze in the forward method or by view of the targets.");
        }
    }

    /// <summary>The shape that the library's arithmetic makes of two; null where it refuses them.</summary>
    private static long[]? Spread(long[] one, long[] other)
    {
        var result = new long[Math.Max(one.Length, other.Length)];
        for (var i = 1; i <= result.Length; i++)
        {
            var (a, b) = (i <= one.Length ? one[^i] : 1, i <= other.Length ? other[^i] : 1);
            if (a != b && a != 1 && b != 1)
            {
                return null;
            }

            result[^i] = Math.Max(a, b);
        }

        return result;
    }

    private static string Text(long[] shape) => $"[{string.Join(", ", shape)}]";
}
