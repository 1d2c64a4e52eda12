namespace Hyper.Quality;

/// <summary>A way to find hyperparameters.</summary>
/// <param name="Name">What the command line calls it.</param>
/// <param name="RunAsync">Finds them.</param>
internal sealed record Method(string Name, Func<Attempt, Task<Outcome>> RunAsync)
{
    /// <summary>The names of experiments.</summary>
    public const string Joint = "joint", SelfTuning = "self-tuning", Structured = "joint-structured", Random = "random20", Bayesian = "bayes20", Hyperband = "hyperband";

    /// <summary>The names of what is no experiment of its own.</summary>
    public const string Untuned = "untuned", Tpe = "tpe20", Folds = "joint-folds3", PerWeight = "per-weight";

    /// <summary>Trials of Optuna's study, as many as the searches have.</summary>
    private const int Trials = 20;

    /// <summary>How the name of each experiment's class begins; that of the model follows.</summary>
    public static IReadOnlyDictionary<string, string> Prefixes { get; } = new Dictionary<string, string>
    {
        [Joint] = "Tune",
        [SelfTuning] = "SelfTune",
        [Structured] = "StructuredTune",
        [Random] = "Random",
        [Bayesian] = "Bayesian",
        [Hyperband] = "Hyperband",
    };

    /// <summary>Whether the network has a weight decay for each weight.</summary>
    public bool IsPerWeight { get; private init; }

    /// <summary>All methods, in the order in which they are measured and shown.</summary>
    public static IReadOnlyList<Method> All { get; } =
    [
        new(Untuned, attempt => attempt.Subject.TrainAsync(Start.Initial(attempt.Subject.Space), attempt.Data, attempt.Training)),
        Search(Random),
        Search(Bayesian),
        Search(Hyperband),
        new(Tpe, attempt => new OptunaSearch(attempt, Trials).RunAsync()),
        Run(Joint, Joint),
        Run(Folds, Joint, change: settings => settings with { Folds = 3 }),
        Run(SelfTuning, SelfTuning),
        Run(Structured, Structured),
        Run(PerWeight, Joint) with { IsPerWeight = true },
        Run($"{Joint}{Start.Up}", Joint, Start.TooStrong),
        Run($"{Joint}{Start.Down}", Joint, Start.TooWeak),
        Run($"{SelfTuning}{Start.Up}", SelfTuning, Start.TooStrong),
        Run($"{SelfTuning}{Start.Down}", SelfTuning, Start.TooWeak),
    ];

    /// <summary>The method of a name.</summary>
    public static Method Of(string name) => All.Single(method => method.Name == name);

    /// <summary>Which of a network's classes it tunes.</summary>
    public Subject SubjectOf(Network network) => IsPerWeight ? network.PerWeight : network.PerLayer;

    private static Method Run(string name, string experiment, Func<HyperparameterSpace, double[]>? start = null, Func<ExperimentSettings, ExperimentSettings>? change = null) =>
        new(name, attempt => attempt.Subject.RunAsync(
            experiment, start?.Invoke(attempt.Subject.Space), attempt.Data, settings => (change ?? (same => same))(attempt.Numbers(settings))));

    private static Method Search(string name) => new(name, attempt => attempt.Subject.RunAsync(name, null, attempt.Data, attempt.Training));
}
