using Hyper.Dsl;

namespace Hyper.Generators.Model.Hypernetworks;

/// <summary>Parameter counts of the response families, before anybody knows that they fit an <see cref="int"/>.</summary>
/// <param name="Weights">Elementary weights of the block, P.</param>
/// <param name="Rows">Rows of the block's weight tensors, R.</param>
/// <param name="Hyperparameters">Hyperparameter values, n.</param>
/// <param name="OneAWeight">Hyperparameters that come one a weight, K.</param>
/// <param name="Others">Values of all other hyperparameters.</param>
internal sealed record HypernetworkSize(long Weights, long Rows, long Hyperparameters, int OneAWeight, long Others)
{
    /// <summary>The largest hypernetwork that is written without a warning: 1 GiB of float32.</summary>
    public const long ComfortableParameters = (1L << 30) / sizeof(float);

    /// <summary>A rank fits when it is below this.</summary>
    public long RankLimit => Math.Min(Hyperparameters, Weights);

    /// <summary>The rank of a model that asks for none: the default, or the largest that fits.</summary>
    public int DefaultRank => (int)Math.Min(ExperimentDefaults.Rank, Math.Max(1, RankLimit - 1));

    /// <summary>
    /// The parameters of a family. A <see cref="double"/>, because the product of two ints and a few sums overflow
    /// nothing there, and up to 2⁵³ it is exact, far beyond what is accepted.
    /// </summary>
    public double Of(Hypernetwork family, int rank, int hiddenUnits)
    {
        double weights = Weights;
        double hyperparameters = Hyperparameters;
        return family switch
        {
            Hypernetwork.Linear => weights * (hyperparameters + 1),
            Hypernetwork.Factorized => (rank * (hyperparameters + weights)) + rank + weights,
            Hypernetwork.Mlp => (hiddenUnits * (hyperparameters + weights)) + hiddenUnits + weights,
            Hypernetwork.Curvature => 2 * weights,
            Hypernetwork.Structured or Hypernetwork.Centered => (2 * weights) + (hyperparameters * Rows),
            _ => weights * (1 + OneAWeight + (double)Others),
        };
    }
}
