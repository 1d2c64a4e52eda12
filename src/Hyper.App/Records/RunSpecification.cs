using System.Text.Json;
using System.Text.Json.Serialization;
using Hyper.App.Records.Units;

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

    /// <summary>What <c>trial</c> makes of it; null for a fold where there is a <see cref="Fold"/>, and else for a run.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public UnitKind? Kind { get; init; }

    /// <summary>The fold that <c>trial</c> runs on; null for the rows as they are.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FoldPart? Fold { get; init; }

    /// <summary>The fingerprint that the rows, before they are dealt out into folds, are to have; null where whoever planned it has not seen them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Rows { get; init; }

    /// <summary>The file that <c>trial</c> writes the model to; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Model { get; init; }

    /// <summary>What it needs of a machine; null where nothing is said.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public UnitNeeds? Requires { get; init; }
}
