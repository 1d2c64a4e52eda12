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

    /// <param name="space">The model's hyperparameters.</param>
    /// <param name="tied">Whether a hyperparameter has one dimension, however many values it has.</param>
    public SearchSpace(HyperparameterSpace space, bool tied)
    {
        this.space = space;
        this.tied = tied;
        Dimensions = tied ? space.Hyperparameters.Count : space.Count;
    }

    public int Dimensions { get; }

    /// <summary>The natural values at a point.</summary>
    /// <param name="point">Shares from 0 to 1.</param>
    /// <returns>n natural values, strictly between their bounds.</returns>
    public double[] ToNatural(double[] point)
    {
        var natural = new double[space.Count];
        for (var index = 0; index < space.Hyperparameters.Count; index++)
        {
            var info = space.Hyperparameters[index];
            for (var i = info.Offset; i < info.Offset + info.Count; i++)
            {
                natural[i] = info.ToNatural(info.Quantile(point[tied ? index : i]));
            }
        }

        return natural;
    }
}
