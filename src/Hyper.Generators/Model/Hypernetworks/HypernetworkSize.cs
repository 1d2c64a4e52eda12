using Hyper.Dsl;
using Hyper.Generators.Model.Hyperparameters;

namespace Hyper.Generators.Model.Hypernetworks;

/// <summary>What the size of a block's response depends on.</summary>
/// <param name="Weights">Elementary weights of the block, P.</param>
/// <param name="Rows">Rows of the block's weight tensors, R.</param>
/// <param name="Hyperparameters">Hyperparameter values, n.</param>
/// <param name="OneAWeight">Hyperparameters that come one a weight, K.</param>
/// <param name="Others">Values of all other hyperparameters.</param>
internal sealed record HypernetworkSize(long Weights, long Rows, long Hyperparameters, int OneAWeight, long Others)
{
    /// <summary>The largest hypernetwork that is written without a warning: 1 GiB of float32.</summary>
    public const long ComfortableParameters = (1L << 30) / sizeof(float);

    public static HypernetworkSize Of(long weights, long rows, EquatableArray<HyperparameterModel> hyperparameters) => new(
        weights,
        rows,
        hyperparameters.Sum(hyperparameter => (long)hyperparameter.Count),
        hyperparameters.Count(hyperparameter => hyperparameter.Per == Per.Weight),
        hyperparameters.Where(hyperparameter => hyperparameter.Per != Per.Weight).Sum(hyperparameter => (long)hyperparameter.Count));
}
