using System.Text.Json.Serialization;

namespace Hyper.Quality;

/// <summary>What came of one method on one table with one seed: a line of the file. Where it failed, its losses are null.</summary>
internal sealed record CellRecord
{
    public required string Table { get; init; }

    public required int Seed { get; init; }

    public required string Method { get; init; }

    /// <summary>Steps of a run, and of the longest ordinary training.</summary>
    public required int Steps { get; init; }

    /// <summary>The validation loss of the model in hand.</summary>
    public double? Validation { get; init; }

    /// <summary>What the model in hand loses on the test rows.</summary>
    public double? Test { get; init; }

    /// <summary>The validation loss of an ordinary training at the hyperparameters that were found.</summary>
    public double? RetrainedValidation { get; init; }

    /// <summary>What the refitted model, the one to ship, loses on the test rows.</summary>
    public double? ShippedTest { get; init; }

    /// <summary>Steps of all trainings of the method, its refit apart.</summary>
    public long StepsTaken { get; init; }

    /// <summary>Processor seconds of the method.</summary>
    public double Seconds { get; init; }

    /// <summary>Processor seconds of its refit.</summary>
    public double RefitSeconds { get; init; }

    /// <summary>Processor seconds of one ordinary training on the same rows, all its steps, in the same process.</summary>
    public double TrainingSeconds { get; init; }

    /// <summary>Seconds by the wall of the method.</summary>
    public double WallSeconds { get; init; }

    /// <summary>The validation loss of the best constant prediction.</summary>
    public double Chance { get; init; }

    /// <summary>Why the method ended.</summary>
    public string? Ending { get; init; }

    /// <summary>What went wrong, a sentence each, of the method and of its refit.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The hyperparameters that were found.</summary>
    public IReadOnlyList<FoundValues> Hyperparameters { get; init; } = [];

    /// <summary>The error that ended the cell; null where none did.</summary>
    public string? Failure { get; init; }

    /// <summary>Whether a loss ran away.</summary>
    public bool IsDiverged { get; init; }

    /// <summary>Whether the model in hand is no better than a constant.</summary>
    public bool IsAtChance => Validation is { } loss && !(loss < Chance);

    /// <summary>The method's processor time in ordinary trainings.</summary>
    public double Cost => Seconds / TrainingSeconds;

    /// <summary>That of its refit.</summary>
    public double RefitCost => RefitSeconds / TrainingSeconds;

    /// <summary>What tells cells apart.</summary>
    [JsonIgnore]
    public (string Table, int Seed, string Method) Key => (Table, Seed, Method);
}

/// <summary>The values that were found of one hyperparameter: all of them where they are few.</summary>
internal sealed record FoundValues(string Name, int Count, double Min, double Mean, double Max, double[]? Values)
{
    private const int Few = 8;

    /// <summary>The values of a space; the mean of a logarithmic one is geometric.</summary>
    public static IReadOnlyList<FoundValues> Of(HyperparameterSpace space, double[] natural) =>
    [
        .. from info in space.Hyperparameters
           let values = HyperVector.From(natural.AsSpan(info.Offset, info.Count))
           let mean = info.Transform.Scale == Scale.Log ? values.GeometricMean : values.Mean
           select new FoundValues(info.Name, info.Count, values.Min, mean, values.Max, info.Count <= Few ? [.. values] : null),
    ];
}
