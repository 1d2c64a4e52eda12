namespace Hyper.Runtime.Search.GaussianProcesses;

/// <summary>What a Gaussian process learns of its data beside the data.</summary>
/// <param name="Variance">s², the variance of the function about its mean: above 0.</param>
/// <param name="LengthScales">ℓ, how far apart points are alike: one for all dimensions, or one for each; above 0.</param>
/// <param name="Noise">n², the variance of what the targets have beside the function: 0 or above.</param>
public sealed record KernelParameters(double Variance, IReadOnlyList<double> LengthScales, double Noise);
