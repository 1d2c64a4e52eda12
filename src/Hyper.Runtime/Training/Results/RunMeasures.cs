namespace Hyper.Runtime.Training.Results;

/// <summary>
/// What can be read off a run beside its losses. A measure that the algorithm does not have is null. Measures are read when
/// a report is due, never in a step.
/// </summary>
public sealed record RunMeasures
{
    /// <summary>No measures.</summary>
    public static RunMeasures None { get; } = new();

    /// <summary>The perturbation scale σ where it is learned: the mean over the hyperparameter values, in unconstrained coordinates.</summary>
    public double? Scale { get; init; }

    /// <summary>The entropy of the perturbations where their scale is learned: Σ ln(σ√(2πe)), in nats.</summary>
    public double? Entropy { get; init; }
}
