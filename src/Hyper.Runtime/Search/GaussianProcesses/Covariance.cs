namespace Hyper.Runtime.Search.GaussianProcesses;

/// <summary>The Cholesky factor of a covariance matrix.</summary>
internal static class Covariance
{
    /// <summary>L with LLᵀ = K; where K is not positive in double precision, of K with the least jitter on its diagonal that makes it so.</summary>
    /// <param name="matrix">K, [N, N].</param>
    /// <param name="variance">The size of its diagonal, of which the jitter is a part.</param>
    /// <returns>[N, N], in the caller's dispose scope; null where no small jitter helps.</returns>
    public static Tensor? Factor(Tensor matrix, double variance)
    {
        const double Least = 1e-12;
        const double Most = 1e-4;
        for (var jitter = 0.0; jitter <= Most; jitter = Math.Max(Least, jitter * 10))
        {
            var shifted = jitter == 0 ? matrix : matrix.add(torch.eye(matrix.shape[0], dtype: ScalarType.Float64) * Scalars.Of(jitter * variance), Scalars.Of(1));
            var (factor, info) = torch.linalg.cholesky_ex(shifted, check_errors: false);
            if (info.item<int>() == 0)
            {
                return factor;
            }
        }

        return null;
    }
}
