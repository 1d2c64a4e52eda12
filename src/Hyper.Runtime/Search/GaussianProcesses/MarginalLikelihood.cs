using Hyper.Dsl;

namespace Hyper.Runtime.Search.GaussianProcesses;

/// <summary>
/// The log marginal likelihood of the targets of a Gaussian process, −½rᵀK⁻¹r − ½ln|K| − ½N·ln 2π, as a function of the
/// logarithms of the kernel's parameters, and its gradient in closed form.
/// </summary>
internal sealed class MarginalLikelihood : IDisposable
{
    private readonly Kernel kernel;
    private readonly Tensor squares;
    private readonly Tensor residuals;

    /// <param name="kernel">The kernel.</param>
    /// <param name="ard">Whether each dimension has a length scale of its own.</param>
    /// <param name="inputs">[N, d], Float64.</param>
    /// <param name="residuals">The targets about their mean, [N, 1].</param>
    public MarginalLikelihood(Kernel kernel, bool ard, Tensor inputs, Tensor residuals)
    {
        using var scope = torch.NewDisposeScope();
        this.kernel = kernel;
        this.residuals = residuals.alias().DetachFromDisposeScope();
        squares = (ard
            ? (inputs.t().unsqueeze(2) - inputs.t().unsqueeze(1)).pow(Scalars.Of(2))
            : Distances(inputs, inputs).pow(Scalars.Of(2)).unsqueeze(0)).DetachFromDisposeScope();
    }

    /// <summary>The squared distances that each length scale divides, [G, N, N].</summary>
    public Tensor Squares => squares;

    /// <summary>Distances between the rows of two matrices, taken of their differences.</summary>
    public static Tensor Distances(Tensor left, Tensor right) => torch.cdist(left, right, 2, compute_mode.donot_use_mm_for_euclid_dist);

    /// <summary>The logarithms of parameters: those of s², n² and each ℓ.</summary>
    public static double[] Logarithms(KernelParameters parameters) =>
        [Math.Log(parameters.Variance), Math.Log(parameters.Noise), .. parameters.LengthScales.Select(length => Math.Log(length))];

    /// <summary>Parameters from their logarithms.</summary>
    public static KernelParameters Parameters(double[] logarithms) =>
        new(Math.Exp(logarithms[0]), [.. logarithms.Skip(2).Select(value => Math.Exp(value))], Math.Exp(logarithms[1]));

    /// <summary>The logarithm of the likelihood, and its gradient.</summary>
    /// <param name="logarithms">Logarithms of the parameters.</param>
    /// <returns>Negative infinity where the covariance has no factor.</returns>
    public (double Value, double[] Gradient) At(double[] logarithms)
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        var (variance, lengths, noise) = Parameters(logarithms);
        var count = residuals.shape[0];
        var weights = torch.tensor(lengths.Select(length => 1 / (length * length)).ToArray());
        var scaled = torch.tensordot(weights, squares, [0L], [0L]);
        var correlation = StationaryKernel.Correlation(kernel, scaled) * Scalars.Of(variance);
        var identity = torch.eye(count, dtype: ScalarType.Float64);
        if (Covariance.Factor(correlation.add(identity * Scalars.Of(noise), Scalars.Of(1)), variance) is not { } factor)
        {
            return (double.NegativeInfinity, new double[logarithms.Length]);
        }

        var solution = residuals.cholesky_solve(factor, upper: false);
        var value = (Scalars.Of(-0.5) * (residuals * solution).sum()) - factor.diagonal().log().sum() - Scalars.Of((0.5 * count * Math.Log(2 * Math.PI)));

        // ∂/∂θ = ½tr((K⁻¹rrᵀK⁻¹ − K⁻¹)∂K/∂θ), a sum over elements since both are symmetric.
        var pull = (solution.mm(solution.t()) - factor.cholesky_inverse(upper: false)) * Scalars.Of(0.5);
        var ofLengths = torch.tensordot(squares, pull * StationaryKernel.Slope(kernel, scaled) * Scalars.Of(variance), [1L, 2L], [0L, 1L]) * weights;
        var ofVariance = (pull * correlation).sum();
        var ofNoise = pull.diagonal().sum() * Scalars.Of(noise);
        return (value.item<double>(), [ofVariance.item<double>(), ofNoise.item<double>(), .. ofLengths.data<double>().ToArray()]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        squares.Dispose();
        residuals.Dispose();
    }
}
