using Hyper.Runtime.Host;
using Hyper.Runtime.Layers.Rows;

namespace Hyper.Runtime.Layers.Context;

/// <summary>How the rows of one pass were mixed: what the inputs went through, the targets must go through too.</summary>
/// <param name="Pass">Number of the pass.</param>
/// <param name="Share">Each row's share of itself, [rows]; the rest is its partner's.</param>
/// <param name="Partner">Each row's partner, a row of the same hyperparameter sample: [rows], Int64.</param>
internal sealed record Mixture(long Pass, Tensor Share, Tensor Partner)
{
    /// <summary>Mixes rows.</summary>
    /// <param name="rows">[rows, …], floating point.</param>
    public Tensor Of(Tensor rows)
    {
        var share = RowColumns.Shaped(Share, rows);
        return (share * rows).add(share.neg().add(Scalars.Of(1), Scalars.Of(1)) * rows.index_select(0, Partner), Scalars.Of(1));
    }

    /// <summary>Draws shares from Beta(α, α), and a partner for each row out of the rows of its own sample.</summary>
    /// <param name="rows">[rows, …].</param>
    /// <param name="strength">α, above 0: one for each row, or one for all.</param>
    /// <param name="context">The pass.</param>
    public static Mixture Draw(Tensor rows, Tensor strength, ForwardContext context)
    {
        var alpha = strength.reshape(-1).expand(rows.shape[0]);
        return new Mixture(context.Pass, SymmetricBeta(alpha, context.Noise), Partners(rows, context));
    }

    // X/(X + Y) with X, Y ~ Gamma(α), in logarithms, because for small α a gamma variate underflows: Gamma(α) is
    // Gamma(α + 1)·U^(1/α). Every part is differentiable in α.
    private static Tensor SymmetricBeta(Tensor alpha, Generator? noise) => torch.sigmoid(LogGamma(alpha, noise) - LogGamma(alpha, noise));

    private static Tensor LogGamma(Tensor alpha, Generator? noise)
    {
        // 1 − U lies in (0, 1], so its logarithm is finite.
        var uniform = Draws.Uniform(alpha.shape, alpha.dtype, alpha.device, noise).neg().add(Scalars.Of(1), Scalars.Of(1));
        return Draws.Gamma(alpha.add(Scalars.Of(1), Scalars.Of(1)), noise).log().add(uniform.log() / alpha, Scalars.Of(1));
    }

    private static Tensor Partners(Tensor rows, ForwardContext context)
    {
        // Sorting random numbers gives a random order; a whole number for each sample in front keeps the samples apart.
        var keys = Draws.Uniform([rows.shape[0]], ScalarType.Float64, rows.device, context.Noise);
        if (context.Samples == 1)
        {
            return keys.argsort();
        }

        var sample = RowGroups.SampleOfRows(rows.shape[0], context.Samples);
        return keys.add(torch.tensor(sample, dtype: ScalarType.Float64, device: rows.device), Scalars.Of(1)).argsort();
    }
}
