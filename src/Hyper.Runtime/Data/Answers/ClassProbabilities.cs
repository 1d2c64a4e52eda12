using static TorchSharp.torch;

namespace Hyper.Runtime.Data.Answers;

/// <summary>Outputs as probabilities of classes.</summary>
internal static class ClassProbabilities
{
    /// <summary>The probabilities of each answer, and the class that is right.</summary>
    /// <param name="outputs">
    /// [rows, classes, …] scores, logits or logarithms of probabilities; or for two classes a logit, of the targets' shape or with a column of its
    /// own, [rows, 1].
    /// </param>
    /// <param name="targets">[rows, …]: class labels; one 1 among zeros, [rows, classes]; or zeros and ones.</param>
    /// <param name="areOneHot">Whether all targets, of which these may be a part, are one 1 among zeros.</param>
    /// <returns>[answers, classes] and [answers].</returns>
    /// <exception cref="HyperDslException">The targets are no classes, or the outputs do not fit them.</exception>
    public static (Tensor Probabilities, Tensor Labels) Of(Tensor outputs, Tensor targets, bool areOneHot)
    {
        // In double precision, in which a probability near one is not yet one.
        var scores = outputs.to(ScalarType.Float64);
        if (!targets.is_floating_point() && RightAnswers.AreScores(outputs, targets))
        {
            return (scores.softmax(1).movedim([1L], [-1L]).reshape(-1, outputs.shape[1]), targets.reshape(-1));
        }

        if (areOneHot && outputs.shape.SequenceEqual(targets.shape))
        {
            return (scores.softmax(1), targets.argmax(1));
        }

        var flat = outputs.dim() == targets.dim() + 1 && outputs.shape[1] == 1 ? scores.squeeze(1) : scores;
        if (!flat.shape.SequenceEqual(targets.shape) || !targets.eq(Scalars.Of(0)).logical_or(targets.eq(Scalars.Of(1))).all().item<bool>())
        {
            throw new HyperDslException(
                $"There is no calibration of outputs {Dataset.Describe(outputs)} for targets {Dataset.Describe(targets)}. It needs a score for each class, [rows, classes, …], and class labels; or logits and targets of 0 and 1 in the same shape.");
        }

        var yes = flat.reshape(-1).sigmoid();
        return (stack([yes.neg().add(Scalars.Of(1), Scalars.Of(1)), yes], 1), targets.reshape(-1));
    }
}
