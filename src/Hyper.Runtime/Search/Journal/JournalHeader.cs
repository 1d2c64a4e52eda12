using System.Text.Json.Nodes;
using Hyper.Runtime.Data;
using Hyper.Runtime.Search.Trials;
using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Search.Journal;

/// <summary>What a journal belongs to: its first line. A search that differs in any of it would propose, or find, something else.</summary>
internal sealed record JournalHeader
{
    /// <summary>The version of the format that this program writes, and the newest that it reads.</summary>
    public const int Newest = 1;

    // What changes how long a search takes, how it is watched, or how many trials follow those that are there.
    private static readonly HashSet<string> doNotMatter =
        ["parallelism", "threads", "trials", "time_limit", "report_every", "health_checks", "verify", "measure_test"];

    /// <summary>The version of the format.</summary>
    public required int HyperdslJournal { get; init; }

    /// <summary>The experiment's full name.</summary>
    public required string Experiment { get; init; }

    /// <summary>How it searches: algorithm, sampling and kernel.</summary>
    public required string Method { get; init; }

    /// <summary>The hyperparameters by name, with how many values each has and where they may lie.</summary>
    public required IReadOnlyDictionary<string, string> Hyperparameters { get; init; }

    /// <summary>A fingerprint of the training and validation rows.</summary>
    public required string Rows { get; init; }

    /// <summary>The numbers of the search.</summary>
    public required ExperimentSettings Settings { get; init; }

    /// <summary>The header of a search.</summary>
    public static JournalHeader Of(string experiment, string method, HyperparameterSpace space, DataSplits splits, ExperimentSettings settings) => new()
    {
        HyperdslJournal = Newest,
        Experiment = experiment,
        Method = method,
        Hyperparameters = space.Hyperparameters.ToDictionary(info => info.Name, Describe),
        Rows = RowsFingerprint.Of(splits),
        Settings = settings,
    };

    /// <summary>What another header has that this one has not, in words; null where nothing that matters differs.</summary>
    /// <param name="journal">The JSON of the other one.</param>
    public string? Difference(string journal)
    {
        var (own, other) = (Flat(TrialJson.Write(this)), Flat(journal));
        return own.Keys.Union(other.Keys)
            .Where(name => !doNotMatter.Contains(name[(name.LastIndexOf('.') + 1)..]))
            .Order(StringComparer.Ordinal)
            .Where(name => own.GetValueOrDefault(name) != other.GetValueOrDefault(name))
            .Select(name => $"{name} is {other.GetValueOrDefault(name) ?? "not there"} in the journal and {own.GetValueOrDefault(name) ?? "not there"} in this search")
            .FirstOrDefault();
    }

    private static string Describe(HyperparameterInfo info) => FormattableString.Invariant(
        $"{info.Count} {info.Granularity} {info.Transform.Scale} {info.Transform.Min:R}..{info.Transform.Max:R} {info.Initial:R} {info.Prior.Kind} {info.Prior.Deviation:R} {info.Prior.Min:R}..{info.Prior.Max:R} {(info.Discrete ? "discrete" : "continuous")}");

    private static Dictionary<string, string> Flat(string json)
    {
        var flat = new Dictionary<string, string>(StringComparer.Ordinal);
        Add("", JsonNode.Parse(json));
        return flat;

        void Add(string name, JsonNode? node)
        {
            if (node is JsonObject members)
            {
                foreach (var (member, value) in members)
                {
                    Add(name.Length == 0 ? member : $"{name}.{member}", value);
                }

                return;
            }

            flat[name] = node?.ToJsonString() ?? "null";
        }
    }
}
