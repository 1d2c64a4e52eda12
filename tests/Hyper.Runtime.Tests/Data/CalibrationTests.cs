using CsCheck;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Data;

/// <summary>Calibration errors are what they are by hand, and nothing is read off targets that are no classes.</summary>
public sealed class CalibrationTests : DataTests
{
    [Fact]
    public void Both_errors_are_those_computed_by_hand()
    {
        // Confidences .9 (right), .8 (wrong), .7 (right), .6 (right), .95 (right).
        using var probabilities = tensor(new double[,] { { 0.9, 0.1 }, { 0.2, 0.8 }, { 0.7, 0.3 }, { 0.6, 0.4 }, { 0.05, 0.95 } });
        using var scores = probabilities.log();
        using var labels = tensor([0L, 0, 0, 0, 1]);
        var calibration = Of(scores, labels, bins: 5);

        // Bins of width .2: of (.4, .6] only .6; of (.6, .8] .8 and .7; of (.8, 1] .9 and .95.
        Assert.Equal((Math.Abs(0.6 - 1) + Math.Abs(0.8 + 0.7 - 1) + Math.Abs(0.9 + 0.95 - 2)) / 5, calibration.Error, 12);

        // Bins of one answer each, in the order of their confidences.
        Assert.Equal((0.4 + 0.3 + 0.8 + 0.1 + 0.05) / 5, calibration.AdaptiveError, 12);
        Assert.Equal(((0.01 + 0.01) + (0.64 + 0.64) + (0.09 + 0.09) + (0.16 + 0.16) + (0.0025 + 0.0025)) / 5, calibration.Brier, 12);
        Assert.Equal((0.9 + 0.8 + 0.7 + 0.6 + 0.95) / 5, calibration.Confidence, 12);
        Assert.Equal(0.8, calibration.Accuracy, 12);
        Assert.Equal(5, calibration.Answers);

        // Two bins of two and three answers: {.6, .7} and {.8, .9, .95}.
        Assert.Equal((Math.Abs(1.3 - 2) + Math.Abs(2.65 - 2)) / 5, Of(scores, labels, bins: 2).AdaptiveError, 12);
    }

    [Fact]
    public void All_ways_to_say_two_classes_say_the_same()
    {
        using var logits = tensor([-1.5f, 0.3f, 2, -0.2f]);
        using var scores = stack([zeros(4), logits], 1);
        using var labels = tensor([0L, 1, 1, 1]);
        var expected = Of(scores, labels);
        foreach (var (outputs, targets) in new[]
        {
            (logits, labels), (logits.unsqueeze(1), labels.unsqueeze(1)), (logits.unsqueeze(1), labels), (logits, labels.to(ScalarType.Float32)), (scores, nn.functional.one_hot(labels).to(ScalarType.Float32)),
        })
        {
            var found = Of(outputs, targets);
            Assert.Equal(expected.Error, found.Error, 12);
            Assert.Equal(expected.AdaptiveError, found.AdaptiveError, 12);
            Assert.Equal(expected.Brier, found.Brier, 12);
        }
    }

    [Fact]
    public void Places_of_a_row_count_each_and_labels_that_are_no_class_do_not()
    {
        using var scores = tensor(new double[,,] { { { 2, 0, 1 }, { 0, 3, 2 } } });
        using var all = tensor(new long[,] { { 0, 1, 1 } });
        using var some = tensor(new long[,] { { 0, -100, 1 } });
        Assert.Equal(3, Of(scores, all).Answers);
        Assert.Equal(2, Of(scores, some).Answers);
        Assert.Equal(1, Of(scores, some).Accuracy, 12);
    }

    [Fact]
    public void Errors_are_shares_and_of_one_bin_the_distance_of_confidence_and_accuracy() => Gen.Double[-4, 4].Array[4].Array[1, 40].Sample(rows =>
    {
        using var scope = NewDisposeScope();
        var scores = tensor(rows.SelectMany(row => row).ToArray(), [rows.Length, 4]);
        var labels = tensor(rows.Select((row, i) => (long)(i % 4)).ToArray());
        var calibration = Of(scores, labels);
        var shifted = Of(scores + 3.0 * arange(rows.Length, dtype: ScalarType.Float64).unsqueeze(1), labels);
        var one = Of(scores, labels, bins: 1);
        return calibration is { Error: >= 0 and <= 1, AdaptiveError: >= 0 and <= 1, Brier: >= 0 and <= 2, Confidence: >= 0.25 and <= 1 }
            && Math.Abs(shifted.Brier - calibration.Brier) < 1e-9
            && Math.Abs(one.Error - Math.Abs(calibration.Confidence - calibration.Accuracy)) < 1e-12
            && Math.Abs(one.Error - one.AdaptiveError) < 1e-12
            && calibration.Error >= one.Error - 1e-12
            && calibration.AdaptiveError >= one.Error - 1e-12;
    });

    [Fact]
    public void Where_there_is_nothing_to_read_there_is_a_reason()
    {
        using var scope = NewDisposeScope();
        Assert.StartsWith("There is no calibration of outputs", Refused(() => Of(ones(3, 1), tensor([0.5f, 1, 2]))), StringComparison.Ordinal);
        Assert.StartsWith("There is no calibration of outputs", Refused(() => Of(ones(3, 4), tensor([0.0f, 1, 1]))), StringComparison.Ordinal);
        Assert.StartsWith("No row has a label that is a class", Refused(() => Of(ones(2, 3), tensor([-100L, -100]))), StringComparison.Ordinal);
        Assert.StartsWith("A calibration error of 0 bins was asked for", Refused(() => Of(ones(2, 3), tensor([0L, 1]), bins: 0)), StringComparison.Ordinal);
    }

    private static Calibration Of(Tensor outputs, Tensor targets, int bins = CalibrationCount.Bins)
    {
        var count = new CalibrationCount();
        count.Add(outputs, targets, RightAnswers.AreOneHot(targets));
        return count.Read(bins);
    }
}
