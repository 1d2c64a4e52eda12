using Hyper.Dsl;

namespace Hyper.Runtime.Search.GaussianProcesses;

/// <summary>How a Gaussian process is fitted.</summary>
public sealed record GaussianProcessOptions
{
    /// <summary>The kernel.</summary>
    public Kernel Kernel { get; init; } = Kernel.Matern52;

    /// <summary>Whether each dimension has a length scale of its own, for up to <see cref="ExperimentDefaults.MostLengthScales"/> dimensions.</summary>
    public bool Ard { get; init; }

    /// <summary>The kernel's parameters; null to learn them, by maximising the marginal likelihood.</summary>
    public KernelParameters? Parameters { get; init; }
}
