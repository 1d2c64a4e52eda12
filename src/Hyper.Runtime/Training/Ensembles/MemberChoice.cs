namespace Hyper.Runtime.Training.Ensembles;

/// <summary>
/// Chooses members among candidates, one after the other and each as often as it helps: always the one with which the mean of those
/// chosen so far loses least (Caruana et al., 2004; hyper-deep ensembles, Wenzel et al., 2020, section 3).
/// </summary>
internal static class MemberChoice
{
    /// <summary>Chooses.</summary>
    /// <param name="terms">What each candidate contributes to the mean.</param>
    /// <param name="members">How many to choose.</param>
    /// <param name="loss">What the mean of some terms loses; what is not a number is never chosen, unless nothing else is left.</param>
    /// <returns>How often each candidate is chosen, in their order. Of equal ones the first is.</returns>
    public static int[] Greedily(IReadOnlyList<Tensor> terms, int members, Func<Tensor, double> loss)
    {
        var times = new int[terms.Count];
        using var scope = torch.NewDisposeScope();
        using var sum = torch.zeros_like(terms[0]);
        for (var chosen = 0; chosen < members; chosen++)
        {
            var next = Enumerable.Range(0, terms.Count).MinBy(candidate => LossWith(candidate, chosen + 1));
            sum.add_(terms[next], Scalars.Of(1));
            times[next]++;
        }

        return times;

        double LossWith(int candidate, int count)
        {
            using var inner = torch.NewDisposeScope();
            var value = loss(sum.add(terms[candidate], Scalars.Of(1)).div_(Scalars.Of(count)));
            return double.IsNaN(value) ? double.PositiveInfinity : value;
        }
    }
}
