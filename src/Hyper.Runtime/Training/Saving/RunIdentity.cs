using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Training.Saving;

/// <summary>What a run is: a run that differs in any of it does not go on from the checkpoints of another.</summary>
internal sealed record RunIdentity
{
    // What changes how a run is watched, how long it goes on, or how fast it is; and what belongs to searches.
    private static readonly HashSet<string> doNotMatter =
    [
        "settings.report_every", "settings.health_checks", "settings.verify", "settings.measure_test", "settings.threads", "settings.device", "settings.time_limit",
        "settings.early_stopping_patience", "settings.keep", "settings.parallelism", "settings.refit", "settings.trials", "settings.grid_points", "settings.tied",
        "settings.initial_trials", "settings.trial_batch", "settings.ard", "settings.reduction", "settings.least_steps",
    ];

    /// <summary>The experiment's full name.</summary>
    public required string Experiment { get; init; }

    /// <summary>How it tunes: what is compiled in and no setting, such as the algorithm.</summary>
    public required string Method { get; init; }

    /// <summary>The texts that say what the model is.</summary>
    public required IReadOnlyDictionary<string, string> Model { get; init; }

    /// <summary>The hyperparameters by name, with how many values each has and where they may lie.</summary>
    public required IReadOnlyDictionary<string, string> Hyperparameters { get; init; }

    /// <summary>A fingerprint of the point that the hyperparameters start from.</summary>
    public required string Start { get; init; }

    /// <summary>A fingerprint of the training and validation rows.</summary>
    public required string Rows { get; init; }

    /// <summary>The numbers of the run.</summary>
    public required ExperimentSettings Settings { get; init; }

    /// <summary>The hyperparameters of a space as an identity has them.</summary>
    public static IReadOnlyDictionary<string, string> Describe(HyperparameterSpace space) => space.Hyperparameters.ToDictionary(info => info.Name, info => info.Describe());

    /// <summary>The fingerprint of a point.</summary>
    /// <param name="unconstrained">n unconstrained coordinates.</param>
    public static string FingerprintOf(double[] unconstrained) => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(unconstrained.AsSpan())));

    /// <summary>What another run is and this one is not, in a sentence; null where nothing that matters differs.</summary>
    /// <param name="checkpoint">The JSON of the other one.</param>
    /// <param name="model">What a model has to agree in.</param>
    /// <param name="lengthSetting">The setting that may be more than before.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public string? DifferenceFrom(string checkpoint, ModelIdentity model, string lengthSetting)
    {
        if (JsonNode.Parse(checkpoint) is not JsonObject run || run["model"] is not JsonObject texts)
        {
            return "It does not say which model it is of.";
        }

        if (model.DifferenceFrom(texts.Where(text => text.Value is JsonValue).ToDictionary(text => text.Key, text => text.Value!.ToString(), StringComparer.Ordinal)) is { } other)
        {
            return other;
        }

        run.Remove("model");
        var own = RecordJson.Write(this with { Model = new Dictionary<string, string>() });
        var ignored = new HashSet<string>(doNotMatter) { $"settings.{JsonNamingPolicy.SnakeCaseLower.ConvertName(lengthSetting)}" };
        return JsonDifference.Of(run.ToJsonString(), own, ignored, "the checkpoint", "this run") is { } difference ? $"{difference}." : null;
    }
}
