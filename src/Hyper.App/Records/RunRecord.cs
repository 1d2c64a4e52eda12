using System.Text.Json;
using System.Text.Json.Serialization;
using Hyper.App.Records.Units;

namespace Hyper.App.Records;

/// <summary><c>run.json</c>: what a run was made of, and what came out.</summary>
public sealed record RunRecord
{
    /// <summary>The version of the format that this library writes.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The version of the format.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>What has become of it.</summary>
    public RunStatus Status { get; init; }

    /// <summary>What somebody called this run; null for nothing.</summary>
    public string? Name { get; init; }

    /// <summary>The experiment's full name.</summary>
    public required string Experiment { get; init; }

    /// <summary>The full name of its model.</summary>
    public required string Model { get; init; }

    /// <summary>All that is compiled in and no setting, in a line.</summary>
    public string Method { get; init; } = "";

    /// <summary>The response family; null where there is no hypernetwork.</summary>
    public string? Hypernetwork { get; init; }

    /// <summary>Every setting, by name.</summary>
    public IReadOnlyDictionary<string, JsonElement> Settings { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>Decides all that is random.</summary>
    public int Seed { get; init; }

    /// <summary>Where it computes.</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>Natural values that it started from, by hyperparameter; null for the initial ones.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>>? Start { get; init; }

    /// <summary>The rows.</summary>
    public RunRows Data { get; init; } = new();

    /// <summary>The command line, without the program.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>Versions by name: HyperDsl, the program, .NET, TorchSharp, libtorch.</summary>
    public IReadOnlyDictionary<string, string> Versions { get; init; } = new Dictionary<string, string>();

    /// <summary>The machine: operating system, architecture, processor, cores.</summary>
    public IReadOnlyDictionary<string, string> Machine { get; init; } = new Dictionary<string, string>();

    /// <summary>The commit of the repository that the program was started in; null where there is none.</summary>
    public RunCommit? Git { get; init; }

    /// <summary>When it began, in UTC.</summary>
    public DateTimeOffset Started { get; init; }

    /// <summary>When it ended, in UTC; null while it runs.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Why it failed; null where it did not.</summary>
    public string? Failure { get; init; }

    /// <summary>The validation loss over the whole split; null before the end.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>The test loss; null before the end, and where there is no test split.</summary>
    public double? TestLoss { get; init; }

    /// <summary>The model's metrics over the test split, or over the validation split where there is none, by name.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    /// <summary>The step whose state the result is.</summary>
    public int? BestStep { get; init; }

    /// <summary>Why it ended where it did, as the core says it.</summary>
    public string? Ending { get; init; }

    /// <summary>Seconds from the first step to the last.</summary>
    public double? Seconds { get; init; }

    /// <summary>What was found wrong, a sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What kind of unit it was; null of a run with a folder.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public UnitKind? Kind { get; init; }

    /// <summary>The fold that it ran on; null for the rows as they are.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FoldPart? Fold { get; init; }

    /// <summary>The natural values that came out, or that a refit was trained at, by hyperparameter; null of a run with a folder, which has a file of them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, IReadOnlyList<double>>? Tuned { get; init; }

    /// <summary>The file of the model; null where none was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ModelFile { get; init; }
}
