using Hyper.Dsl;
using Hyper.Runtime.Native;

namespace Hyper.Runtime.Search.GaussianProcesses;

/// <summary>
/// A Gaussian process about a constant mean, the mean of its targets, in double precision: what it was fitted to says which
/// values a function has elsewhere, and how sure that is.
/// </summary>
public sealed class GaussianProcess : IDisposable
{
    private readonly Kernel kernel;
    private readonly Tensor inputs;
    private readonly Tensor residuals;
    private readonly Tensor factor;
    private readonly Tensor solution;
    private readonly Tensor lengths;
    private readonly double mean;

    private GaussianProcess(Kernel kernel, Tensor inputs, Tensor residuals, double mean, Tensor squares, KernelParameters parameters)
    {
        this.kernel = kernel;
        this.mean = mean;
        this.inputs = inputs.alias().DetachFromDisposeScope();
        this.residuals = residuals.alias().DetachFromDisposeScope();
        Parameters = parameters;
        lengths = torch.tensor(parameters.LengthScales.ToArray()).DetachFromDisposeScope();
        var scaled = torch.tensordot(lengths.pow(Scalars.Of(-2)), squares, [0L], [0L]);
        var covariance = (StationaryKernel.Correlation(kernel, scaled) * Scalars.Of(parameters.Variance)).add(torch.eye(inputs.shape[0], dtype: ScalarType.Float64) * Scalars.Of(parameters.Noise), Scalars.Of(1));
        var found = Covariance.Factor(covariance, parameters.Variance)
            ?? throw new HyperDslException("The covariance matrix of the inputs has no Cholesky factor: look for numbers that are not finite, or give the kernel some Noise.");
        factor = found.DetachFromDisposeScope();
        solution = residuals.cholesky_solve(factor, upper: false).DetachFromDisposeScope();
    }

    /// <summary>The kernel's parameters: those given, or those with the highest marginal likelihood.</summary>
    public KernelParameters Parameters { get; }

    /// <summary>Fits the process.</summary>
    /// <param name="inputs">Points, [N, d]; they are copied.</param>
    /// <param name="targets">The function's values there, [N].</param>
    /// <param name="options">The kernel, and what is known of its parameters; the defaults where nothing is given.</param>
    /// <exception cref="HyperDslException">The shapes do not fit, a number is not finite, or there are too many length scales to learn.</exception>
    public static GaussianProcess Fit(Tensor inputs, Tensor targets, GaussianProcessOptions? options = null)
    {
        NativeBackend.EnsureLoaded();
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        options ??= new GaussianProcessOptions();
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        Check(inputs, targets, options);
        var points = inputs.detach().to(ScalarType.Float64, torch.CPU, copy: true);
        var values = targets.detach().to(ScalarType.Float64, torch.CPU, copy: true).view(-1, 1);
        if (!points.isfinite().all().item<bool>() || !values.isfinite().all().item<bool>())
        {
            throw new HyperDslException("A Gaussian process is fitted to finite numbers; an input or a target is not one.");
        }

        var mean = values.mean().item<double>();
        var residuals = values - Scalars.Of(mean);
        using var likelihood = new MarginalLikelihood(options.Kernel, options.Ard, points, residuals);
        var parameters = options.Parameters ?? Likeliest(likelihood, residuals);
        return new GaussianProcess(options.Kernel, points, residuals, mean, likelihood.Squares, parameters);
    }

    /// <summary>What the function is at other points.</summary>
    /// <param name="points">[M, d].</param>
    /// <returns>The mean of the function and its variance, without noise, [M] each, Float64, in the caller's dispose scope.</returns>
    /// <exception cref="HyperDslException">The points have another number of dimensions than those it was fitted to.</exception>
    public (Tensor Mean, Tensor Variance) Predict(Tensor points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.dim() != 2 || points.shape[1] != inputs.shape[1])
        {
            throw new HyperDslException($"Points of shape [{string.Join(", ", points.shape)}] were given; the process was fitted to points of {inputs.shape[1]} dimensions, [M, {inputs.shape[1]}].");
        }

        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        var given = points.detach().to(ScalarType.Float64, torch.CPU);
        var squares = MarginalLikelihood.Distances(given / lengths, inputs / lengths).pow(Scalars.Of(2));
        var covariance = StationaryKernel.Correlation(kernel, squares) * Scalars.Of(Parameters.Variance);
        var means = covariance.mm(solution).view(-1).add(Scalars.Of(mean), Scalars.Of(1));
        var explained = torch.linalg.solve_triangular(factor, covariance.t(), upper: false).pow(Scalars.Of(2)).sum([0L]);
        return (means.MoveToOuterDisposeScope(), explained.neg().add(Scalars.Of(Parameters.Variance), Scalars.Of(1)).clamp_min_(Scalars.Of(0)).MoveToOuterDisposeScope());
    }

    /// <summary>The mean and the variance of the function at one point, and their gradients.</summary>
    internal (double Mean, double Variance, double[] MeanGradient, double[] VarianceGradient) At(double[] point)
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        var difference = (torch.tensor(point) - inputs) / lengths;
        var squares = difference.pow(Scalars.Of(2)).sum([1L]);
        var covariance = (StationaryKernel.Correlation(kernel, squares) * Scalars.Of(Parameters.Variance)).view(-1, 1);
        var weights = covariance.cholesky_solve(factor, upper: false);

        // ∂k(x, xᵢ)/∂x = −s²·slope·(x − xᵢ)/ℓ²
        var slopes = (StationaryKernel.Slope(kernel, squares) * Scalars.Of(Parameters.Variance)).view(-1, 1);
        var ofMean = (solution * slopes * difference).sum([0L]) / lengths * Scalars.Of(-1);
        var ofVariance = (weights * slopes * difference).sum([0L]) / lengths * Scalars.Of(2);
        return (
            (covariance * solution).sum().item<double>() + mean,
            Math.Max(0, Parameters.Variance - (covariance * weights).sum().item<double>()),
            ofMean.data<double>().ToArray(),
            ofVariance.data<double>().ToArray());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in (Tensor[])[inputs, residuals, factor, solution, lengths])
        {
            tensor.Dispose();
        }
    }

    private static void Check(Tensor inputs, Tensor targets, GaussianProcessOptions options)
    {
        if (inputs.dim() != 2 || inputs.shape[0] < 1 || inputs.shape[1] < 1 || targets.dim() != 1 || targets.shape[0] != inputs.shape[0])
        {
            throw new HyperDslException(
                $"A Gaussian process takes inputs [N, d] and targets [N]; it was given [{string.Join(", ", inputs.shape)}] and [{string.Join(", ", targets.shape)}].");
        }

        var dimensions = inputs.shape[1];
        if (options.Ard && dimensions > ExperimentDefaults.MostLengthScales)
        {
            throw new HyperDslException(
                $"A length scale for each of {dimensions} dimensions cannot be learned; {ExperimentDefaults.MostLengthScales} are the most. Leave out Ard, so that they share one.");
        }

        if (options.Parameters is { } given)
        {
            var scales = options.Ard ? dimensions : 1;
            var positive = given.LengthScales.Append(given.Variance).All(value => double.IsFinite(value) && value > 0);
            if (given.LengthScales.Count != scales || !positive || !double.IsFinite(given.Noise) || given.Noise < 0)
            {
                throw new HyperDslException(
                    $"A kernel has a Variance above 0, a Noise of 0 or above and {scales} LengthScales above 0 here; {given.Variance}, {given.Noise} and {given.LengthScales.Count} of them were given.");
            }
        }
    }

    private static KernelParameters Likeliest(MarginalLikelihood likelihood, Tensor residuals)
    {
        // Everything is measured by what the data span, so that neither units nor dimensions matter.
        const double Least = 1e-8;
        const int Iterations = 100;
        var squares = likelihood.Squares.sum([0L]);
        var typical = squares.numel() > 1 ? Math.Sqrt(squares.sum().item<double>() / Math.Max(1, squares.numel() - squares.shape[0])) : 1;
        var length = typical > 0 ? typical : 1;
        var spread = residuals.pow(Scalars.Of(2)).mean().item<double>();
        var variance = spread > 0 ? spread : 1;
        var scales = (int)likelihood.Squares.shape[0];
        double[] lower = [Math.Log(variance * 1e-3), Math.Log(variance * Least), .. Enumerable.Repeat(Math.Log(length * 0.02), scales)];
        double[] upper = [Math.Log(variance * 1e3), Math.Log(variance * 2), .. Enumerable.Repeat(Math.Log(length * 50), scales)];
        var best = (Point: (double[]?)null, Value: double.PositiveInfinity);
        foreach (var (share, noise) in ((double, double)[])[(0.3, 1e-4), (1, 1e-4), (3, 1e-2), (0.3, 1e-1)])
        {
            double[] start = [Math.Log(variance), Math.Log(variance * noise), .. Enumerable.Repeat(Math.Log(length * share), scales)];
            var found = BoxMinimizer.Minimize(Negative, start, lower, upper, Iterations, tolerance: 1e-6);
            if (best.Point is null || found.Value < best.Value)
            {
                best = found;
            }
        }

        return MarginalLikelihood.Parameters(best.Point!);

        (double Value, double[] Gradient) Negative(double[] logarithms)
        {
            var (value, gradient) = likelihood.At(logarithms);
            return (-value, [.. gradient.Select(slope => -slope)]);
        }
    }
}
