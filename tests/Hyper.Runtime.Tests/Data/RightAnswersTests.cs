using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Data;

/// <summary>An accuracy is the share of right answers, or there is none, with a reason.</summary>
public sealed class RightAnswersTests : DataTests
{
    public static TheoryData<string, Func<Tensor>, Func<Tensor>, double> Shares => new()
    {
        { "scores for classes", () => tensor(new float[,] { { 1, 2, 0 }, { 3, 2, 0 }, { 0, 0, 1 }, { 9, 0, 1 } }), () => tensor([1L, 0, 2, 2]), 0.75 },
        { "one 1 among zeros", () => tensor(new float[,] { { 1, 2 }, { 3, 2 } }), () => tensor(new float[,] { { 0, 1 }, { 0, 1 } }), 0.5 },
        { "a logit, labels", () => tensor([-1f, 2, 3, -4]), () => tensor([0L, 1, 0, 1]), 0.5 },
        { "a column of logits, labels", () => tensor(new float[,] { { -1 }, { 2 }, { 3 } }), () => tensor([0L, 1, 1]), 1 },
        { "a logit, a column of zeros and ones", () => tensor([-1f, 2, 3]), () => tensor(new float[,] { { 1 }, { 1 }, { 1 } }), 2.0 / 3 },
        { "several labels", () => tensor(new float[,] { { -1, 2, 3 }, { 1, 1, -1 } }), () => tensor(new float[,] { { 0, 1, 1 }, { 1, 0, 1 } }), 4.0 / 6 },
        { "pixels", () => stack([zeros(2, 2, 2), ones(2, 2, 2)], 1), () => tensor(new long[,,] { { { 1, 1 }, { 1, 0 } }, { { 0, 1 }, { 1, 1 } } }), 0.75 },
        { "pixels, a channel of logits", () => tensor(new float[,,,] { { { { 1, -1 } } } }), () => tensor(new long[,,] { { { 1, 1 } } }), 0.5 },
    };

    [Theory]
    [MemberData(nameof(Shares), DisableDiscoveryEnumeration = true)]
    public void Right_answers_are_counted(string what, Func<Tensor> outputs, Func<Tensor> targets, double expected)
    {
        using var scope = NewDisposeScope();
        Assert.NotEmpty(what);
        Tensor expectedTargets = targets();
        Assert.Equal(expected, RightAnswers.Share(outputs(), expectedTargets, RightAnswers.AreOneHot(expectedTargets)), 12);
    }

    public static TheoryData<string, Func<Tensor>, Func<Tensor>> Refusals => new()
    {
        { "quantities", () => ones(3, 1), () => tensor(new float[,] { { 0 }, { 0.5f }, { 1 } }) },
        { "quantities", () => ones(3), () => tensor([20f, 1, 0]) },
        { "labels other than 0 and 1", () => ones(3, 1), () => tensor([0L, 1, 2]) },
        { "shapes do not fit", () => ones(3, 4), () => tensor(new float[,] { { 0 }, { 1 }, { 1 } }) },
        { "shapes do not fit", () => ones(3, 4, 5), () => tensor([0L, 1, 1]) },
    };

    [Theory]
    [MemberData(nameof(Refusals), DisableDiscoveryEnumeration = true)]
    public void Where_no_answer_is_right_there_is_a_reason(string reason, Func<Tensor> outputs, Func<Tensor> targets)
    {
        using var scope = NewDisposeScope();
        Tensor expected = targets();
        Assert.Contains(reason, Refused(() => RightAnswers.Share(outputs(), expected, RightAnswers.AreOneHot(expected))), StringComparison.Ordinal);
    }
}
