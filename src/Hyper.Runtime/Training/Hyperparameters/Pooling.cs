using Hyper.Dsl;
using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Spaces;

namespace Hyper.Runtime.Training.Hyperparameters;

/// <summary>
/// Holds the values of a hyperparameter with one a weight together where the validation rows say little about each: those of a layer are drawn
/// around their mean, which itself is free. (Weights of examples are not pooled: to come apart is their answer.) Σ ½κ(u − ū)² beside the mean validation loss, with κ = s/m for m
/// validation rows, is what a normal prior of variance 1/s around the mean is beside the sum of their losses. So thousands of values behave
/// like one where rows are few, and come apart where rows are many.
/// </summary>
internal sealed class Pooling
{
    private readonly IReadOnlyList<(long Offset, long Count)> groups;
    private readonly double precision;

    private Pooling(IReadOnlyList<(long Offset, long Count)> groups, double precision) => (this.groups, this.precision) = (groups, precision);

    /// <summary>The pooling of a space; null where there is nothing to pool.</summary>
    /// <param name="space">The space: hyperparameters with one value a weight and no hyperprior of their own are pooled.</param>
    /// <param name="weights">Says which weights are those of a layer.</param>
    /// <param name="strength">s.</param>
    /// <param name="validationRows">m.</param>
    public static Pooling? Of(HyperparameterSpace space, ElementaryLayout weights, double strength, long validationRows)
    {
        var groups = space.Hyperparameters.Where(info => info.Granularity == Per.Weight && info.Hyperprior == 0).SelectMany(info => GroupsOf(info, weights)).ToList();
        return strength == 0 || groups.Count == 0 ? null : new Pooling(groups, strength / validationRows);
    }

    /// <summary>Adds κ(u − ū) to a hypergradient.</summary>
    /// <param name="unconstrained">u, [1, n].</param>
    /// <param name="gradient">The hypergradient, [1, n], changed in place.</param>
    public void AddGradient(Tensor unconstrained, Tensor gradient)
    {
        using var scope = torch.NewDisposeScope();
        foreach (var (offset, count) in groups)
        {
            var values = unconstrained.narrow(1, offset, count);
            gradient.narrow(1, offset, count).add_(values - values.mean(), Scalars.Of(precision));
        }
    }

    private static IEnumerable<(long Offset, long Count)> GroupsOf(HyperparameterInfo info, ElementaryLayout weights) => weights.Slots
        .GroupBy(slot => slot.Layer)
        .Select(layer => ((long)info.Offset + layer.Min(slot => slot.Offset), (long)layer.Sum(slot => slot.Count)));
}
