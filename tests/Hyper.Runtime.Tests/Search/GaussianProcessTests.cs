using Hyper.Runtime.Native;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Search;

/// <summary>The Gaussian process against the textbook's formulas, written out with an inverse and a determinant.</summary>
public sealed class GaussianProcessTests
{
    static GaussianProcessTests() => NativeBackend.EnsureLoaded();

    public static TheoryData<Kernel, bool> Kernels => new() { { Kernel.Matern52, false }, { Kernel.Matern52, true }, { Kernel.Rbf, false }, { Kernel.Rbf, true } };

    [Theory]
    [MemberData(nameof(Kernels))]
    public void The_posterior_is_the_closed_form(Kernel kernel, bool ard)
    {
        using var scope = NewDisposeScope();
        var (inputs, targets) = Data(rows: 12, dimensions: 3, seed: 1);
        var others = rand(20, 3, dtype: ScalarType.Float64, generator: new Generator(2));
        var parameters = new KernelParameters(1.7, ard ? [0.4, 0.9, 2.0] : [0.7], 0.03);
        using var process = GaussianProcess.Fit(inputs, targets, new() { Kernel = kernel, Ard = ard, Parameters = parameters });
        var (mean, variance) = process.Predict(others);

        var inverse = linalg.inv(Covariance(kernel, inputs, inputs, parameters) + (eye(12, dtype: ScalarType.Float64) * parameters.Noise));
        var across = Covariance(kernel, others, inputs, parameters);
        var centre = targets.mean();
        var exactMean = centre + across.mm(inverse).mv(targets - centre);
        var exactVariance = parameters.Variance - (across.mm(inverse) * across).sum([1L]);
        Assert.InRange((mean - exactMean).abs().max().item<double>(), 0, 1e-10);
        Assert.InRange((variance - exactVariance).abs().max().item<double>(), 0, 1e-10);
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void The_marginal_likelihood_is_the_density_of_a_normal_vector(Kernel kernel, bool ard)
    {
        using var scope = NewDisposeScope();
        var (inputs, targets) = Data(rows: 9, dimensions: 3, seed: 3);
        var residuals = (targets - targets.mean()).view(-1, 1);
        var parameters = new KernelParameters(0.8, ard ? [0.4, 0.9, 2.0] : [0.7], 0.1);
        using var likelihood = new MarginalLikelihood(kernel, ard, inputs, residuals);
        var covariance = Covariance(kernel, inputs, inputs, parameters) + (eye(9, dtype: ScalarType.Float64) * parameters.Noise);
        var exact = (-0.5 * residuals.t().mm(linalg.inv(covariance)).mm(residuals).item<double>())
            - (0.5 * Math.Log(linalg.det(covariance).item<double>())) - (4.5 * Math.Log(2 * Math.PI));
        Assert.Equal(exact, likelihood.At(MarginalLikelihood.Logarithms(parameters)).Value, 1e-10);
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void The_gradient_of_the_marginal_likelihood_is_that_of_differences(Kernel kernel, bool ard)
    {
        const double Step = 1e-5;
        using var scope = NewDisposeScope();
        var (inputs, targets) = Data(rows: 14, dimensions: 3, seed: 4);
        using var likelihood = new MarginalLikelihood(kernel, ard, inputs, (targets - targets.mean()).view(-1, 1));
        var at = MarginalLikelihood.Logarithms(new KernelParameters(0.8, ard ? [0.4, 0.9, 2.0] : [0.7], 0.05));
        var (_, gradient) = likelihood.At(at);
        Assert.Equal(at.Length, gradient.Length);
        for (var i = 0; i < at.Length; i++)
        {
            var difference = (likelihood.At(Moved(at, i, Step)).Value - likelihood.At(Moved(at, i, -Step)).Value) / (2 * Step);
            Assert.InRange(Math.Abs(gradient[i] - difference), 0, 1e-6 * Math.Max(1, Math.Abs(difference)));
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void The_gradients_of_a_prediction_are_those_of_differences(Kernel kernel, bool ard)
    {
        const double Step = 1e-5;
        using var scope = NewDisposeScope();
        var (inputs, targets) = Data(rows: 10, dimensions: 3, seed: 5);
        var parameters = new KernelParameters(1.2, ard ? [0.4, 0.9, 2.0] : [0.7], 0.01);
        using var process = GaussianProcess.Fit(inputs, targets, new() { Kernel = kernel, Ard = ard, Parameters = parameters });
        double[] point = [0.31, 0.62, 0.17];
        var (mean, variance, ofMean, ofVariance) = process.At(point);
        var (predictedMean, predictedVariance) = process.Predict(tensor(point).view(1, 3));
        Assert.Equal(predictedMean.item<double>(), mean, 1e-12);
        Assert.Equal(predictedVariance.item<double>(), variance, 1e-12);
        for (var i = 0; i < 3; i++)
        {
            var (up, down) = (process.At(Moved(point, i, Step)), process.At(Moved(point, i, -Step)));
            Assert.Equal((up.Mean - down.Mean) / (2 * Step), ofMean[i], 1e-7);
            Assert.Equal((up.Variance - down.Variance) / (2 * Step), ofVariance[i], 1e-7);
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Without_noise_it_goes_through_its_targets_and_is_sure_of_them(Kernel kernel, bool ard)
    {
        using var scope = NewDisposeScope();
        var (inputs, targets) = Data(rows: 10, dimensions: 3, seed: 6);
        using var process = GaussianProcess.Fit(
            inputs, targets, new() { Kernel = kernel, Ard = ard, Parameters = new KernelParameters(1, ard ? [0.5, 0.5, 0.5] : [0.5], 0) });
        var (mean, variance) = process.Predict(inputs);
        Assert.InRange((mean - targets).abs().max().item<double>(), 0, 1e-8);
        Assert.InRange(variance.max().item<double>(), 0, 1e-8);

        // Far from everything it knows no more than its mean and its variance.
        var (far, unsure) = process.Predict(full([1, 3], 1e4, dtype: ScalarType.Float64));
        Assert.Equal(targets.mean().item<double>(), far.item<double>(), 1e-12);
        Assert.Equal(1, unsure.item<double>(), 1e-12);
    }

    [Theory]
    [InlineData(Kernel.Matern52)]
    [InlineData(Kernel.Rbf)]
    public void Its_covariances_are_positive(Kernel kernel)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            using var scope = NewDisposeScope();
            var (inputs, _) = Data(rows: 25, dimensions: 2, (ulong)seed);
            var eigenvalues = linalg.eigvalsh(StationaryKernel.Correlation(kernel, MarginalLikelihood.Distances(inputs * 3, inputs * 3).square()));
            Assert.InRange(eigenvalues.min().item<double>(), -1e-12, 25);
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Learned_parameters_are_a_maximum_of_the_marginal_likelihood(Kernel kernel, bool ard)
    {
        using var scope = NewDisposeScope();
        var inputs = rand(40, 2, dtype: ScalarType.Float64, generator: new Generator(8));
        var targets = (inputs.select(1, 0) * 6).sin() + (inputs.select(1, 1) * 2) + (randn(40, dtype: ScalarType.Float64, generator: new Generator(9)) * 0.1);
        using var process = GaussianProcess.Fit(inputs, targets, new() { Kernel = kernel, Ard = ard });
        using var likelihood = new MarginalLikelihood(kernel, ard, inputs, (targets - targets.mean()).view(-1, 1));
        var at = MarginalLikelihood.Logarithms(process.Parameters);
        var (best, gradient) = likelihood.At(at);
        Assert.All(gradient, slope => Assert.InRange(slope, -1e-3, 1e-3));
        for (var i = 0; i < at.Length; i++)
        {
            Assert.True(likelihood.At(Moved(at, i, 0.1)).Value < best);
            Assert.True(likelihood.At(Moved(at, i, -0.1)).Value < best);
        }

        // A tenth is the deviation of the noise; forty rows tell it to within a half.
        Assert.InRange(Math.Sqrt(process.Parameters.Noise), 0.05, 0.2);
    }

    [Fact]
    public void Length_scales_of_their_own_tell_the_dimension_that_matters_from_those_that_do_not()
    {
        using var scope = NewDisposeScope();
        var (inputs, _) = Data(rows: 40, dimensions: 3, seed: 10);
        using var process = GaussianProcess.Fit(inputs, (inputs.select(1, 1) * 8).sin(), new() { Kernel = Kernel.Rbf, Ard = true });
        var lengths = process.Parameters.LengthScales;
        Assert.True(lengths[1] < 0.1 * lengths[0] && lengths[1] < 0.1 * lengths[2], string.Join(", ", lengths));
    }

    [Fact]
    public void Units_of_inputs_and_targets_do_not_matter()
    {
        using var scope = NewDisposeScope();
        var (inputs, targets) = Data(rows: 25, dimensions: 2, seed: 11);
        var (others, _) = Data(rows: 10, dimensions: 2, seed: 12);
        using var process = GaussianProcess.Fit(inputs, targets);
        using var scaled = GaussianProcess.Fit(inputs * 1e3, (targets * 1e-4) + 7);
        var (mean, variance) = process.Predict(others);
        var (scaledMean, scaledVariance) = scaled.Predict(others * 1e3);
        Assert.InRange((((scaledMean - 7) * 1e4) - mean).abs().max().item<double>(), 0, 1e-4);
        Assert.InRange(((scaledVariance * 1e8) - variance).abs().max().item<double>(), 0, 1e-4);
    }

    [Fact]
    public void One_point_equal_targets_and_repeated_points_are_fitted()
    {
        using var scope = NewDisposeScope();
        using var one = GaussianProcess.Fit(tensor(new[] { 0.5 }).view(1, 1), tensor(new[] { 3.0 }));
        Assert.Equal(3, one.Predict(tensor(new[] { 0.5 }).view(1, 1)).Mean.item<double>(), 1e-6);
        using var flat = GaussianProcess.Fit(rand(6, 2), ones(6));
        Assert.Equal(1, flat.Predict(rand(3, 2)).Mean.mean().item<double>(), 1e-6);
        using var repeated = GaussianProcess.Fit(ones(5, 2), tensor(new[] { 1.0, 2, 3, 4, 5 }));
        Assert.Equal(3, repeated.Predict(ones(1, 2)).Mean.item<double>(), 1e-6);
    }

    [Fact]
    public void What_cannot_be_fitted_is_refused()
    {
        using var scope = NewDisposeScope();
        Assert.Contains("[3] and [3]", Refuses(ones(3), ones(3)), StringComparison.Ordinal);
        Assert.Contains("[3, 2] and [4]", Refuses(ones(3, 2), ones(4)), StringComparison.Ordinal);
        Assert.Contains("finite", Refuses(full([3, 2], float.NaN), ones(3)), StringComparison.Ordinal);
        Assert.Contains("Leave out Ard", Refuses(ones(3, 101), ones(3), new() { Ard = true }), StringComparison.Ordinal);
        Assert.Contains("2 LengthScales", Refuses(ones(3, 2), ones(3), new() { Ard = true, Parameters = new(1, [1], 0) }), StringComparison.Ordinal);
        Assert.Contains("Variance above 0", Refuses(ones(3, 2), ones(3), new() { Parameters = new(0, [1], 0) }), StringComparison.Ordinal);
        using var process = GaussianProcess.Fit(rand(4, 2), rand(4));
        Assert.Contains("2 dimensions", Assert.Throws<HyperDslException>(() => process.Predict(ones(4, 3))).Message, StringComparison.Ordinal);

        static string Refuses(Tensor inputs, Tensor targets, GaussianProcessOptions? options = null) =>
            Assert.Throws<HyperDslException>(() => GaussianProcess.Fit(inputs, targets, options)).Message;
    }

    // k(x, x') element by element, as it is written in books.
    private static Tensor Covariance(Kernel kernel, Tensor left, Tensor right, KernelParameters parameters)
    {
        var result = zeros(left.shape[0], right.shape[0], dtype: ScalarType.Float64);
        for (var i = 0; i < left.shape[0]; i++)
        {
            for (var j = 0; j < right.shape[0]; j++)
            {
                var squares = 0.0;
                for (var k = 0; k < left.shape[1]; k++)
                {
                    var length = parameters.LengthScales[parameters.LengthScales.Count == 1 ? 0 : k];
                    squares += Math.Pow((left[i, k].item<double>() - right[j, k].item<double>()) / length, 2);
                }

                var r = Math.Sqrt(squares);
                var correlation = kernel == Kernel.Rbf
                    ? Math.Exp(-squares / 2)
                    : (1 + (Math.Sqrt(5) * r) + (5 * squares / 3)) * Math.Exp(-Math.Sqrt(5) * r);
                result[i, j] = parameters.Variance * correlation;
            }
        }

        return result;
    }

    private static (Tensor Inputs, Tensor Targets) Data(int rows, int dimensions, ulong seed)
    {
        using var noise = new Generator(seed);
        var inputs = rand(rows, dimensions, dtype: ScalarType.Float64, generator: noise);
        return (inputs, (inputs * 3).sin().sum([1L]) + (inputs.select(1, 0) * 2));
    }

    private static double[] Moved(double[] point, int index, double by) => [.. point.Select((value, i) => i == index ? value + by : value)];
}
