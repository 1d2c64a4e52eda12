using System.Text.Json;

namespace Hyper.App.Records;

/// <summary><c>config.json</c>: what a run is, as far as it can be written down. With the same rows it gives the same bits on the same machine.</summary>
public sealed record RunSpecification
{
    /// <summary>The version of the format that this library writes.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The version of the format.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>The experiment's full name.</summary>
    public required string Experiment { get; init; }

    /// <summary>What somebody called this run; null for nothing.</summary>
    public string? Name { get; init; }

    /// <summary>The rows, as the program's own function understands it; null for its default.</summary>
    public string? Data { get; init; }

    /// <summary>The seed; null for the experiment's own.</summary>
    public int? Seed { get; init; }

    /// <summary>Where it computes; null for the experiment's own.</summary>
    public string? Device { get; init; }

    /// <summary>Settings that differ from the experiment's own, by the names of their properties.</summary>
    public IReadOnlyDictionary<string, JsonElement> Settings { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>Natural values to start from, by hyperparameter: one for all of its values, or one for each; null for the initial ones.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>>? Start { get; init; }

    /// <summary>Ordinary trainings along each response, for the retrained points of <c>responses.json</c>.</summary>
    public int Retrain { get; init; }
}
