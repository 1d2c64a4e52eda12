using CsCheck;
using Hyper.Runtime.Native;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Training.Ensembles;

/// <summary>Members are chosen one after the other, each once, by what the average of those chosen so far loses.</summary>
public sealed class MemberChoiceTests
{
    static MemberChoiceTests() => NativeBackend.EnsureLoaded();

    [Fact]
    public void Candidates_whose_errors_cancel_are_chosen_before_better_ones_whose_errors_do_not()
    {
        // The target is 0: −1 is the nearest one, with which 2 comes to ½ and −1.5 to −1¼.
        using var scope = NewDisposeScope();
        Assert.Equal([2, 1, 0], MemberChoice.Greedily([tensor(-1.5), tensor(2.0), tensor(-1.0)], 3, Square));
    }

    [Fact]
    public void Of_equal_candidates_the_first_is_chosen_and_what_is_no_number_last()
    {
        using var scope = NewDisposeScope();
        Assert.Equal([1, 2, 0], MemberChoice.Greedily([tensor(double.NaN), tensor(1.0), tensor(1.0)], 3, Square));
    }

    [Fact]
    public void Every_choice_is_the_best_one_that_is_left() => Gen.Double[-3, 3].Array[1, 6].Sample(values =>
    {
        using var scope = NewDisposeScope();
        var chosen = MemberChoice.Greedily([.. values.Select(value => tensor(value))], values.Length, Square);
        var left = Enumerable.Range(0, values.Length).ToList();
        var sum = 0.0;
        foreach (var (at, choice) in chosen.Index())
        {
            if (left.MinBy(i => Math.Pow((sum + values[i]) / (at + 1), 2)) != choice)
            {
                return false;
            }

            sum += values[choice];
            left.Remove(choice);
        }

        return left.Count == 0;
    });

    private static double Square(Tensor mean) => mean.item<double>() * mean.item<double>();
}
