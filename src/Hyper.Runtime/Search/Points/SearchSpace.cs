using Hyper.Runtime.Spaces;

namespace Hyper.Runtime.Search.Points;

/// <summary>
/// The unit cube that a search draws its points in: along each dimension the share of a hyperparameter's prior that lies
/// below the value.
/// </summary>
internal sealed class SearchSpace
{
    private readonly HyperparameterSpace space;
    private readonly bool tied;
    private readonly IReadOnlyList<HyperparameterInfo> stay;

    /// <param name="space">The model's hyperparameters.</param>
    /// <param name="tied">Whether a hyperparameter has one dimension, however many values it has.</param>
    /// <param name="fixedNames">The names of the hyperparameters that have their initial values and no dimension; null for none.</param>
    /// <exception cref="HyperDslException">A name is unknown, or none is left to search.</exception>
    public SearchSpace(HyperparameterSpace space, bool tied, string? fixedNames = null)
    {
        this.space = space;
        this.tied = tied;
        stay = FixedHyperparameters.Of(space, fixedNames);
        Dimensions = space.Hyperparameters.Except(stay).Sum(info => tied ? 1 : info.Count);
    }

    public int Dimensions { get; }

    /// <summary>The natural values at a point.</summary>
    /// <param name="point">Shares from 0 to 1.</param>
    /// <returns>n natural values, strictly between their bounds.</returns>
    public double[] ToNatural(double[] point)
    {
        var natural = new double[space.Count];
        var dimension = 0;
        foreach (var info in space.Hyperparameters)
        {
            var values = natural.AsSpan(info.Offset, info.Count);
            if (stay.Contains(info))
            {
                values.Fill(info.Initial);
                continue;
            }

            for (var i = 0; i < values.Length; i++)
            {
                values[i] = info.ToNatural(info.Quantile(point[dimension + (tied ? 0 : i)]));
            }

            dimension += tied ? 1 : info.Count;
        }

        return natural;
    }
}
