using Hyper.App.Records;
using Hyper.Runtime;
using Hyper.Runtime.Data;
using Hyper.Runtime.Data.Answers;
using Hyper.Runtime.Training.Models;
using static TorchSharp.torch;

namespace Hyper.App.Running.Outcome;

/// <summary>Answers of a model beside what is right.</summary>
internal static class Evaluations
{
    // Enough for a picture; all of them would be a file of the size of the data.
    private const int MostRows = 2_000;

    // A table of more classes is nothing to look at.
    private const int MostClasses = 1_000;

    /// <summary>Looks at the test rows, or at the validation rows where there are none.</summary>
    public static Evaluation Of(TrainedModel model, DataSplits data)
    {
        var rows = data.Test ?? data.Validation;
        var split = data.Test is null ? "validation" : "test";
        var isOneHot = rows.TargetsInParts().All(RightAnswers.AreOneHot);
        long[,]? confusion = null;
        var targets = new List<IReadOnlyList<double>>();
        var outputs = new List<IReadOnlyList<double>>();
        var areBinary = true;
        foreach (var part in rows.InParts())
        {
            using (part)
            {
                using var scope = NewDisposeScope();
                using var noGrad = no_grad();
                var right = part.Targets.cpu();
                var answers = model.Outputs(part.HeldInputs).cpu();
                if (Classes(answers, right, isOneHot) is var (expected, given, count) && count <= MostClasses)
                {
                    confusion = Counted(confusion, expected, given, count);
                    continue;
                }

                areBinary &= right.eq(Scalars.Of(0)).logical_or(right.eq(Scalars.Of(1))).all().item<bool>();
                var left = (int)Math.Min(part.Count, MostRows - targets.Count);
                targets.AddRange(Rows(right, left));
                outputs.AddRange(Rows(answers, left));
            }
        }

        return confusion is null
            ? new Evaluation(split, areBinary ? "labels" : "numbers") { Targets = targets, Outputs = outputs }
            : new Evaluation(split, "classes") { Confusion = [.. Enumerable.Range(0, confusion.GetLength(0)).Select(i => (IReadOnlyList<long>)[.. Enumerable.Range(0, confusion.GetLength(1)).Select(j => confusion[i, j])])] };
    }

    /// <summary>The class of each answer and the right one, where answers are classes.</summary>
    private static (Tensor Expected, Tensor Given, long Count)? Classes(Tensor answers, Tensor targets, bool isOneHot)
    {
        if (!targets.is_floating_point() && RightAnswers.AreScores(answers, targets))
        {
            return (targets.flatten(), answers.argmax(1).flatten(), answers.shape[1]);
        }

        if (isOneHot && answers.shape.SequenceEqual(targets.shape))
        {
            return (targets.argmax(1), answers.argmax(1), answers.shape[1]);
        }

        // One logit tells two classes apart.
        var isOneLogit = !targets.is_floating_point() && answers.numel() == targets.numel() && targets.numel() == targets.shape[0];
        return isOneLogit && targets.ge(Scalars.Of(0)).logical_and(targets.le(Scalars.Of(1))).all().item<bool>() ? (targets.flatten(), answers.flatten().gt(Scalars.Of(0)).to(ScalarType.Int64), 2) : null;
    }

    private static long[,]? Counted(long[,]? confusion, Tensor expected, Tensor given, long classes)
    {
        confusion ??= new long[classes, classes];
        foreach (var (right, answer) in Numbers(expected).Zip(Numbers(given)))
        {
            // A target that marks a row as of no class is none.
            if (right >= 0 && right < classes)
            {
                confusion[right, answer]++;
            }
        }

        return confusion;
    }

    private static long[] Numbers(Tensor values) => values.to(ScalarType.Int64).contiguous().data<long>().ToArray();

    private static IEnumerable<IReadOnlyList<double>> Rows(Tensor values, int count)
    {
        if (count <= 0)
        {
            yield break;
        }

        var flat = values.narrow(0, 0, count).reshape(count, -1).to(ScalarType.Float64);
        var width = (int)flat.shape[1];
        var numbers = flat.data<double>().ToArray();
        for (var i = 0; i < count; i++)
        {
            yield return numbers[(i * width)..((i + 1) * width)];
        }
    }
}
