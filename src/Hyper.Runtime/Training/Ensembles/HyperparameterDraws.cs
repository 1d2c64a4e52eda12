using Hyper.Runtime.Data.Orders;

namespace Hyper.Runtime.Training.Ensembles;

/// <summary>Hyperparameters drawn around û, each draw a function of the seed and of its own number alone.</summary>
/// <param name="center">û, n unconstrained coordinates.</param>
/// <param name="deviations">The standard deviation of each; 0 for what stays where it is.</param>
/// <param name="seed">The seed.</param>
internal sealed class HyperparameterDraws(IReadOnlyList<double> center, IReadOnlyList<double> deviations, int seed)
{
    private readonly ulong hash = SplitMix.Hash(unchecked((ulong)seed));

    /// <summary>A draw.</summary>
    /// <param name="number">Counted from 0.</param>
    public double[] At(int number)
    {
        var random = new SplitMix(hash ^ SplitMix.Hash((ulong)number));
        var drawn = new double[center.Count];
        for (var i = 0; i < drawn.Length; i++)
        {
            // Box and Muller; of the two numbers that a pair of shares gives the first.
            var normal = Math.Sqrt(-2 * Math.Log(random.NextShare())) * Math.Cos(2 * Math.PI * random.NextShare());
            drawn[i] = deviations[i] == 0 ? center[i] : center[i] + (deviations[i] * normal);
        }

        return drawn;
    }
}
