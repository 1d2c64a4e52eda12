using System.Text.Json.Serialization;

namespace Hyper.Rates;

/// <summary>What came of one method from one start: a line of the file.</summary>
internal sealed record CellRecord
{
    /// <summary>The data set.</summary>
    public required string Problem { get; init; }

    /// <summary>The method.</summary>
    public required string Method { get; init; }

    /// <summary>The number of the start.</summary>
    public required int Start { get; init; }

    /// <summary>The squared error on the test rows, in units of the target; null where the losses ran away.</summary>
    public double? Test { get; init; }

    /// <summary>The same on the validation rows.</summary>
    public double? Validation { get; init; }

    /// <summary>The hyperparameters at the start.</summary>
    public UciNetwork.Hyperparameters? From { get; init; }

    /// <summary>The hyperparameters at the end.</summary>
    public UciNetwork.Hyperparameters? Found { get; init; }

    /// <summary>Seconds by the wall.</summary>
    public double Seconds { get; init; }

    /// <summary>What tells cells apart.</summary>
    [JsonIgnore]
    public (string Problem, string Method, int Start) Key => (Problem, Method, Start);
}
