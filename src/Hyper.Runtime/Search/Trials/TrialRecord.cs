using Hyper.Runtime.Training.Saving;

namespace Hyper.Runtime.Search.Trials;

/// <summary>What became of a trial.</summary>
public sealed record TrialRecord
{
    /// <summary>What the trial was.</summary>
    public required TrialSpecification Specification { get; init; }

    /// <summary>How it ended.</summary>
    public required TrialStatus Status { get; init; }

    /// <summary>The validation loss over the whole validation split; null where the trial failed.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>The training loss of the last report; null where the trial failed.</summary>
    public double? TrainingLoss { get; init; }

    /// <summary>The loss of the test rows, where the settings ask for it.</summary>
    public double? TestLoss { get; init; }

    /// <summary>Steps whose weights the losses belong to.</summary>
    public int Steps { get; init; }

    /// <summary>How long the trial took, without the test loss. Another run takes another time.</summary>
    public double Seconds { get; init; }

    /// <summary>Seconds from the start of its search to its end; null for a trial by itself.</summary>
    public double? FinishedSeconds { get; init; }

    /// <summary>Why the trial failed; null where it did not.</summary>
    public string? Failure { get; init; }

    /// <summary>Where it was trained, and with what; null of a trial that its search trained itself, and in a search's journal.</summary>
    public TrialProvenance? Provenance { get; init; }

    /// <summary>Writes the record as JSON.</summary>
    public string ToJson() => RecordJson.Write(this);

    /// <summary>Reads a record from JSON.</summary>
    /// <param name="json">What <see cref="ToJson"/> wrote.</param>
    /// <exception cref="HyperDslException">It is no such JSON.</exception>
    public static TrialRecord FromJson(string json) => RecordJson.Read<TrialRecord>(json);

    /// <summary>The loss that trials are ranked by: one that failed comes last.</summary>
    internal double RankingLoss => ValidationLoss ?? double.PositiveInfinity;
}
