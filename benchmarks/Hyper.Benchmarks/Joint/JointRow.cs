namespace Hyper.Benchmarks;

/// <summary>One row of the joint benchmark: medians over the rounds, in microseconds a step.</summary>
internal sealed record JointRow
{
    public required string Setting { get; init; }

    public required string Description { get; init; }

    public required string Device { get; init; }

    /// <summary>Threads of libtorch's operations, the same for all.</summary>
    public required int Threads { get; init; }

    public required int Rounds { get; init; }

    public required int Steps { get; init; }

    /// <summary>The generated loop.</summary>
    public required double GeneratedUs { get; init; }

    /// <summary>The generated loop with autograd in place of the passes that the compiler differentiated.</summary>
    public required double AutogradUs { get; init; }

    /// <summary>The plain TorchSharp loop.</summary>
    public required double HandwrittenUs { get; init; }

    /// <summary>The plain PyTorch loop; null where there is no PyTorch.</summary>
    public double? PytorchUs { get; init; }

    /// <summary>A step of an ordinary training of the same model.</summary>
    public required double TrainingUs { get; init; }

    /// <summary>Counted operations and bytes over measured rates; null on a GPU, whose rates are not measured.</summary>
    public double? FloorUs { get; init; }

    /// <summary>Generated over hand-written.</summary>
    public required Spread ToHandwritten { get; init; }

    /// <summary>Generated over PyTorch.</summary>
    public Spread? ToPytorch { get; init; }

    /// <summary>Generated over the ordinary training step.</summary>
    public required Spread ToTraining { get; init; }

    /// <summary>Generated over the same with autograd.</summary>
    public required Spread ToAutograd { get; init; }

    /// <summary>The median of generated over the floor.</summary>
    public double? ToFloor => GeneratedUs / FloorUs;

    /// <summary>What the floor is made of.</summary>
    public FloorRates? Rates { get; init; }
}

/// <summary>What a step counts, and the rates that were measured.</summary>
internal sealed record FloorRates(double MegaOperations, double MegaBytes, double PeakProductGflops, double VectorGflops, double StreamGbytes);
