using System.Text.Json.Nodes;
using Hyper.App.Records;
using Hyper.App.Records.Reading;
using Hyper.Runtime;
using Hyper.Runtime.Search.Trials;
using Microsoft.Data.Sqlite;

namespace Hyper.App.Study;

/// <summary>Writes trials as a study of Optuna 3 and later, in SQLite: its dashboards, importances and plots take it as their own.</summary>
public static class OptunaStudy
{
    /// <summary>Writes a study of a search's trials.</summary>
    /// <param name="path">The file; one that is there is replaced, whole or not at all.</param>
    /// <param name="name">The study's name.</param>
    /// <param name="trials">The trials; hyperparameters with several values are left out of their parameters.</param>
    /// <exception cref="HyperDslException">There is no trial, or the file cannot be written.</exception>
    public static void Write(string path, string name, IReadOnlyList<TrialRecord> trials) => Write(path, name, trials, new Dictionary<string, HyperparameterRecord>(), null);

    /// <inheritdoc cref="Write(string, string, IReadOnlyList{TrialRecord})"/>
    /// <param name="path">The file; one that is there is replaced, whole or not at all.</param>
    /// <param name="name">The study's name.</param>
    /// <param name="trials">The trials; hyperparameters with several values are left out of their parameters.</param>
    /// <param name="hyperparameters">Scales and bounds by name, where they are known; else the range of the trials is what Optuna is told.</param>
    /// <param name="began">When the search began; null for a moment in the past that fits its trials.</param>
    public static void Write(string path, string name, IReadOnlyList<TrialRecord> trials, IReadOnlyDictionary<string, HyperparameterRecord> hyperparameters, DateTimeOffset? began)
    {
        ArgumentNullException.ThrowIfNull(trials);
        var start = began?.UtcDateTime ?? DateTime.UnixEpoch;
        Save(path, name, [.. trials.OrderBy(trial => trial.Specification.Trial).Select(trial =>
        {
            var ended = start.AddSeconds(trial.FinishedSeconds ?? trial.Seconds);
            return new StudyTrial(
                trial.Status == TrialStatus.Completed && trial.ValidationLoss is { } loss && double.IsFinite(loss) ? "COMPLETE" : "FAIL", trial.ValidationLoss, ended.AddSeconds(-trial.Seconds), ended,
                Scalars(trial.Specification.Hyperparameters),
                [],
                new()
                {
                    ["training_loss"] = Number(trial.TrainingLoss), ["test_loss"] = Number(trial.TestLoss), ["steps"] = trial.Steps, ["seconds"] = Number(trial.Seconds),
                    ["seed"] = trial.Specification.Settings.Seed, ["failure"] = trial.Failure,
                });
        })], hyperparameters);
    }

    /// <summary>Writes a study of run folders: each tuned run is a trial with its tuned scalars, and each trial of a search is one.</summary>
    /// <param name="path">The file; one that is there is replaced, whole or not at all.</param>
    /// <param name="name">The study's name.</param>
    /// <param name="folders">Run folders, of one model.</param>
    /// <exception cref="HyperDslException">A folder cannot be read, they are of different models, there is no trial, or the file cannot be written.</exception>
    public static void WriteRuns(string path, string name, IReadOnlyList<string> folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        List<RunFolder> runs = [.. folders.Select(RunFolderReader.Read)];
        if (runs.Select(run => run.Run.Model).Distinct().ToList() is [var first, var other, ..])
        {
            throw new HyperDslException($"A study is of one model, and the runs are of {first} and {other}. Write a study for each.");
        }

        if (runs is [{ Trials.Count: > 0 } search])
        {
            Write(path, name, search.Trials, search.Hyperparameters, search.Run.Started);
            return;
        }

        Save(path, name, [.. runs.Select(TrialOf)], runs.Count == 0 ? new Dictionary<string, HyperparameterRecord>() : runs[0].Hyperparameters);
    }

    private static StudyTrial TrialOf(RunFolder run) => new(
        run.Run.Status switch { RunStatus.Running => "RUNNING", RunStatus.Failed or RunStatus.Interrupted => "FAIL", _ when run.Run.ValidationLoss is { } loss && double.IsFinite(loss) => "COMPLETE", _ => "FAIL" },
        run.Run.ValidationLoss,
        run.Run.Started.UtcDateTime,
        run.Run.Ended?.UtcDateTime,
        Scalars(run.Hyperparameters.ToDictionary(hyperparameter => hyperparameter.Key, hyperparameter => hyperparameter.Value.Tuned)),
        [.. run.History.Where(line => line.SplitLoss is not null).Select(line => (line.Step, line.SplitLoss!.Value)).DistinctBy(point => point.Step)],
        new() { ["run"] = run.Name, ["experiment"] = run.Run.Experiment, ["seed"] = run.Run.Seed, ["test_loss"] = Number(run.Run.TestLoss), ["seconds"] = Number(run.Run.Seconds), ["failure"] = run.Run.Failure });

    private static List<(string Name, double Value)> Scalars(IReadOnlyDictionary<string, IReadOnlyList<double>> values) =>
        [.. values.Where(value => value.Value.Count == 1 && double.IsFinite(value.Value[0])).Select(value => (value.Key, value.Value[0]))];

    private static JsonNode? Number(double? value) => value is { } number && double.IsFinite(number) ? JsonValue.Create(number) : null;

    private static void Save(string path, string name, List<StudyTrial> trials, IReadOnlyDictionary<string, HyperparameterRecord> hyperparameters)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (trials.Count == 0)
        {
            throw new HyperDslException("A study needs a trial at least, and there is none: a search writes them to trials.jsonl as they end.");
        }

        // A database is written in place: into a file of its own first, which then takes the name.
        Runtime.Files.AtomicFile.RequireWritable(path);
        var temporary = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, $".{Path.GetRandomFileName()}.tmp");
        try
        {
            using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = temporary, Pooling = false }.ToString()))
            {
                connection.Open();
                new StudyWriter(connection, hyperparameters, trials).Write(name);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception problem) when (problem is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new HyperDslException($"'{path}' cannot be written: {problem.Message}", problem);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
