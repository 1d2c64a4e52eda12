namespace Hyper.App.Records;

/// <summary>The names of the files of a run folder.</summary>
public static class RunFiles
{
    /// <summary>What the run was made of, and what came out: <see cref="RunRecord"/>.</summary>
    public const string Run = "run.json";

    /// <summary>What <c>run --config</c> takes back: <see cref="RunSpecification"/>.</summary>
    public const string Configuration = "config.json";

    /// <summary>A <see cref="HistoryLine"/> a line.</summary>
    public const string History = "history.jsonl";

    /// <summary>A <see cref="HyperparameterRecord"/> for each name.</summary>
    public const string Hyperparameters = "hyperparameters.json";

    /// <summary>Steps, and the unconstrained hyperparameters at each.</summary>
    public const string Trajectory = "trajectory.safetensors";

    /// <summary>A <see cref="ResponseCurve"/> for each scalar hyperparameter.</summary>
    public const string Responses = "responses.json";

    /// <summary>Answers beside what is right: <see cref="Records.Evaluation"/>.</summary>
    public const string Evaluation = "evaluation.json";

    /// <summary>The journal of a search.</summary>
    public const string Trials = "trials.jsonl";

    /// <summary>The trials of a search as a study of Optuna's.</summary>
    public const string Study = "study.db";

    /// <summary>The tuned model.</summary>
    public const string Model = "model.safetensors";

    /// <summary>The learned response.</summary>
    public const string Response = "response.safetensors";

    /// <summary>The model of a refit.</summary>
    public const string Final = "final.safetensors";

    /// <summary>The folder of checkpoints.</summary>
    public const string Checkpoints = "checkpoints";

    /// <summary>The page to look at.</summary>
    public const string Report = "report.html";

    /// <summary>Held by the process that writes the folder; it stays behind empty.</summary>
    public const string Lock = "in-use.lock";
}
