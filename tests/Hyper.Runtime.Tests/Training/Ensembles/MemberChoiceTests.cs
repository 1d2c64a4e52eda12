using CsCheck;
using Hyper.Runtime.Native;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Training.Ensembles;

/// <summary>Members are chosen one after the other, each as often as it helps the average.</summary>
public sealed class MemberChoiceTests
{
    static MemberChoiceTests() => NativeBackend.EnsureLoaded();

    [Fact]
    public void Candidates_whose_errors_cancel_are_chosen_and_the_worse_one_as_often_as_it_cancels()
    {
        // The target is 0. −1 and 3 cancel as three to one; 10 is of no use.
        using var scope = NewDisposeScope();
        Assert.Equal([0, 3, 1], MemberChoice.Greedily([tensor(10.0), tensor(-1.0), tensor(3.0)], 4, Square));
    }

    [Fact]
    public void Of_equal_candidates_the_first_is_chosen_and_of_no_number_none()
    {
        using var scope = NewDisposeScope();
        Assert.Equal([0, 2, 0], MemberChoice.Greedily([tensor(double.NaN), tensor(1.0), tensor(1.0)], 2, Square));
    }

    [Fact]
    public void Every_choice_is_the_best_one_that_there_is() => Gen.Double[-3, 3].Array[1, 6].Select(Gen.Int[1, 6]).Sample((values, members) =>
    {
        using var scope = NewDisposeScope();
        var times = MemberChoice.Greedily([.. values.Select(value => tensor(value))], members, Square);
        var expected = new int[values.Length];
        var sum = 0.0;
        for (var chosen = 1; chosen <= members; chosen++)
        {
            var best = Enumerable.Range(0, values.Length).MinBy(i => Math.Pow((sum + values[i]) / chosen, 2));
            sum += values[best];
            expected[best]++;
        }

        return times.SequenceEqual(expected);
    });

    private static double Square(Tensor mean) => mean.item<double>() * mean.item<double>();
}
