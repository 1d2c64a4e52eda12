using static TorchSharp.torch;

namespace Hyper.Runtime.Data.Answers;

/// <summary>Which of a model's answers are right, where that can be said: of classes, of one logit, of several labels at once.</summary>
internal static class RightAnswers
{
    /// <summary>The share of right answers among those to some rows.</summary>
    /// <param name="outputs">
    /// [rows, classes, …] scores, or for two classes, or several labels that each hold or not, logits of the targets' shape or with a
    /// column of their own, [rows, 1].
    /// </param>
    /// <param name="targets">[rows, …]: class labels; one 1 among zeros; or zeros and ones.</param>
    /// <param name="areOneHot">Whether all targets, of which these may be a part, are one 1 among zeros.</param>
    /// <exception cref="HyperDslException">The targets are numbers, or the outputs do not fit them.</exception>
    public static double Share(Tensor outputs, Tensor targets, bool areOneHot)
    {
        using var scope = NewDisposeScope();
        if (!targets.is_floating_point() && AreScores(outputs, targets))
        {
            return Mean(outputs.argmax(1).eq(targets));
        }

        // Labels, or numbers that are all 0 or 1, against a logit each.
        var flat = outputs.dim() == targets.dim() + 1 && outputs.shape[1] == 1 ? outputs.squeeze(1) : outputs;
        var expected = targets.dim() == flat.dim() + 1 && targets.shape[1] == 1 ? targets.squeeze(1) : targets;
        if (!flat.shape.SequenceEqual(expected.shape))
        {
            throw Unfit(outputs, targets, "their shapes do not fit");
        }

        if (!expected.eq(Scalars.Of(0)).logical_or(expected.eq(Scalars.Of(1))).all().item<bool>())
        {
            throw targets.is_floating_point()
                ? Unfit(outputs, targets, "the targets are quantities, of which an answer is near and never right")
                : Unfit(outputs, targets, "one logit tells two classes apart, and there are labels other than 0 and 1");
        }

        return areOneHot && expected.dim() == 2
            ? Mean(flat.argmax(1).eq(expected.argmax(1)))
            : Mean(flat.gt(Scalars.Of(0)).eq(expected.gt(Scalars.Of(0.5))));
    }

    /// <summary>Whether outputs have a score for each class, of each row or of each place in it.</summary>
    public static bool AreScores(Tensor outputs, Tensor targets) =>
        outputs.dim() == targets.dim() + 1
        && outputs.shape[0] == targets.shape[0]
        && outputs.shape[1] > 1
        && outputs.shape.AsSpan(2).SequenceEqual(targets.shape.AsSpan(1));

    /// <summary>Whether targets have one 1 among zeros in each row: classes, and not several labels that each hold or not.</summary>
    public static bool AreOneHot(Tensor targets)
    {
        using var scope = NewDisposeScope();
        return targets.is_floating_point()
            && targets.dim() == 2
            && targets.shape[1] > 1
            && targets.ne(Scalars.Of(0)).sum(1).eq(Scalars.Of(1)).all().item<bool>()
            && targets.sum(1).eq(Scalars.Of(1)).all().item<bool>();
    }

    private static double Mean(Tensor right) => right.to(ScalarType.Float64).mean().item<double>();

    private static HyperDslException Unfit(Tensor outputs, Tensor targets, string why) => new(
        $"There is no accuracy of outputs {Dataset.Describe(outputs)} for targets {Dataset.Describe(targets)}: {why}. It needs a score for each class, [rows, classes, …], and class labels; or logits, above 0 for yes, and targets of 0 and 1 in the same shape.");
}
