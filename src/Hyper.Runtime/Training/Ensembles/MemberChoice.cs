namespace Hyper.Runtime.Training.Ensembles;

/// <summary>
/// Chooses members among candidates, one after the other and each once: always the one with which the mean of those chosen so far loses least (Caruana et al.,
/// 2004; hyper-deep ensembles, Wenzel et al., 2020, section 3, which may take a candidate several times: few validation rows then have few models).
/// </summary>
internal static class MemberChoice
{
    /// <summary>Chooses.</summary>
    /// <param name="terms">What each candidate contributes to the mean.</param>
    /// <param name="members">How many to choose, no more than there are.</param>
    /// <param name="loss">What the mean of some terms loses; what is not a number is chosen only where nothing else is left.</param>
    /// <returns>The places of the chosen ones, in the order in which they were. Of equal ones the first is.</returns>
    public static IReadOnlyList<int> Greedily(IReadOnlyList<Tensor> terms, int members, Func<Tensor, double> loss)
    {
        var chosen = new List<int>();
        using var scope = torch.NewDisposeScope();
        using var sum = torch.zeros_like(terms[0]);
        while (chosen.Count < members)
        {
            var next = Enumerable.Range(0, terms.Count).Except(chosen).MinBy(LossWith);
            sum.add_(terms[next], Scalars.Of(1));
            chosen.Add(next);
        }

        return chosen;

        double LossWith(int candidate)
        {
            using var inner = torch.NewDisposeScope();
            var value = loss(sum.add(terms[candidate], Scalars.Of(1)).div_(Scalars.Of(chosen.Count + 1)));
            return double.IsNaN(value) ? double.PositiveInfinity : value;
        }
    }
}
