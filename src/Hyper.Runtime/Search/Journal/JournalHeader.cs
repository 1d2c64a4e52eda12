using Hyper.Runtime.Data;
using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Saving;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Search.Journal;

/// <summary>What a journal belongs to: its first line. A search that differs in any of it would propose, or find, something else.</summary>
internal sealed record JournalHeader
{
    /// <summary>The version of the format that this program writes, and the newest that it reads.</summary>
    public const int Newest = 1;

    // What changes how long a search takes, how it is watched, or how many trials follow those that are there.
    private static readonly HashSet<string> doNotMatter =
    [
        "settings.parallelism", "settings.threads", "settings.trials", "settings.time_limit", "settings.report_every", "settings.health_checks", "settings.verify",
        "settings.measure_test",
    ];

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
        Hyperparameters = RunIdentity.Describe(space),
        Rows = RowsFingerprint.Of(splits),
        Settings = settings,
    };

    /// <summary>The header of a search whose trials are runs.</summary>
    /// <param name="search">The search's full name.</param>
    /// <param name="method">How it searches.</param>
    /// <param name="varied">What it varies by name, in words, and which experiments it chooses among.</param>
    /// <param name="splits">Training and validation rows.</param>
    /// <param name="settings">The numbers of its runs before anything is varied.</param>
    public static JournalHeader OfRuns(string search, string method, IReadOnlyDictionary<string, string> varied, DataSplits splits, ExperimentSettings settings) => new()
    {
        HyperdslJournal = Newest,
        Experiment = search,
        Method = method,
        Hyperparameters = varied,
        Rows = RowsFingerprint.Of(splits),
        Settings = settings,
    };

    /// <summary>What another header has that this one has not, in words; null where nothing that matters differs.</summary>
    /// <param name="journal">The JSON of the other one.</param>
    public string? Difference(string journal) => JsonDifference.Of(journal, RecordJson.Write(this), doNotMatter, "the journal", "this search");
}
