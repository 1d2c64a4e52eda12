using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hyper.App.Records;
using Hyper.App.Records.Reading;
using Hyper.Runtime;
using Hyper.Runtime.Files;

namespace Hyper.App.Exporting;

/// <summary>A run in the files of MLflow's file store, for its pages and its clients: <c>mlruns/EXPERIMENT/RUN</c>.</summary>
/// <remarks>
/// The same run gets the same place again, so that it can be written anew when it has gone on. Other runs of the experiment stand beside it.
/// </remarks>
public static class MlflowFolder
{
    private const string Meta = "meta.yaml";

    /// <summary>Writes a run.</summary>
    /// <param name="runFolder">The run folder.</param>
    /// <param name="path">The store, which other runs may be in: the folder that MLflow calls <c>mlruns</c>.</param>
    /// <exception cref="HyperDslException">The run cannot be read, or the store cannot be written to.</exception>
    public static void Write(string runFolder, string path)
    {
        var run = RunFolderReader.Read(runFolder);
        var store = Path.GetFullPath(path);
        var experiment = Path.Combine(store, ExperimentId(run.Run.Experiment));
        var id = RunId(run);
        var place = Path.Combine(experiment, id);
        var temporary = Path.Combine(experiment, $".{id}.tmp");
        try
        {
            Directory.CreateDirectory(experiment);
            if (!File.Exists(Path.Combine(experiment, Meta)))
            {
                AtomicFile.Write(Path.Combine(experiment, Meta), Encoding.UTF8.GetBytes(ExperimentMeta(run, experiment)));
            }

            Delete(temporary);
            WriteRun(run, id, place, temporary);

            // The run appears as a whole, in place of what was there of it.
            Delete(place);
            Directory.Move(temporary, place);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new HyperDslException($"'{path}' cannot be written: {problem.Message}", problem);
        }
    }

    private static void WriteRun(RunFolder run, string id, string place, string folder)
    {
        var record = run.Run;
        Directory.CreateDirectory(folder);
        foreach (var (part, values) in ((string, IEnumerable<(string, string)>)[])[("params", Parameters(run)), ("metrics", Metrics(run)), ("tags", Tags(run))])
        {
            var target = Directory.CreateDirectory(Path.Combine(folder, part)).FullName;
            foreach (var (name, text) in values)
            {
                File.WriteAllText(Path.Combine(target, name), text);
            }
        }

        var artifacts = Directory.CreateDirectory(Path.Combine(folder, "artifacts")).FullName;
        foreach (var name in (string[])[RunFiles.Run, RunFiles.Configuration, RunFiles.Hyperparameters, RunFiles.Model, RunFiles.Final, RunFiles.Report])
        {
            if (Path.Combine(run.Path, name) is var source && File.Exists(source))
            {
                File.Copy(source, Path.Combine(artifacts, name));
            }
        }

        File.WriteAllText(Path.Combine(folder, Meta), Yaml(
            ("artifact_uri", Address(Path.Combine(place, "artifacts"))), ("end_time", record.Ended is { } ended ? Milliseconds(ended) : "null"), ("entry_point_name", Quoted("")),
            ("experiment_id", Quoted(ExperimentId(record.Experiment))), ("lifecycle_stage", "active"), ("run_id", Quoted(id)), ("run_name", Quoted(record.Name ?? run.Name)), ("run_uuid", Quoted(id)),
            ("source_name", Quoted("")), ("source_type", "4"), ("source_version", Quoted("")), ("start_time", Milliseconds(record.Started)),

            // Its numbers for running, finished, failed and killed.
            ("status", record.Status switch { RunStatus.Running => "1", RunStatus.Finished => "3", RunStatus.Failed => "4", _ => "5" }), ("tags", "[]"), ("user_id", Quoted(""))));
    }

    private static IEnumerable<(string Name, string Text)> Parameters(RunFolder run) =>
        run.Run.Settings.Where(setting => setting.Value.ValueKind != JsonValueKind.Null).Select(setting => (setting.Key, setting.Value.ToString()))
            .Concat(run.Hyperparameters.Where(one => one.Value.Tuned is [var only] && double.IsFinite(only)).Select(one => ($"tuned.{one.Key}", Number(one.Value.Tuned[0]))));

    // A line for each report: milliseconds, value, step.
    private static IEnumerable<(string Name, string Text)> Metrics(RunFolder run)
    {
        var texts = new SortedDictionary<string, StringBuilder>(StringComparer.Ordinal);
        foreach (var line in run.History)
        {
            var time = Milliseconds(run.Run.Started + TimeSpan.FromSeconds(line.Seconds is { } seconds && double.IsFinite(seconds) ? seconds : 0));
            foreach (var (name, value) in ValuesOf(line))
            {
                Add(name, time, value, line.Step);
            }
        }

        var (last, end) = (run.History.Count == 0 ? 0 : run.History[^1].Step, Milliseconds(run.Run.Ended ?? run.Run.Started));
        foreach (var (name, value) in (IEnumerable<(string, double?)>)[("final.validation_loss", run.Run.ValidationLoss), ("final.test_loss", run.Run.TestLoss), .. run.Run.Metrics.Select(metric => ($"final.{metric.Key}", (double?)metric.Value))])
        {
            Add(name, end, value, last);
        }

        return texts.Select(text => (text.Key, text.Value.ToString()));

        void Add(string name, string time, double? value, int step)
        {
            if (value is { } number && double.IsFinite(number))
            {
                if (!texts.TryGetValue(name, out var text))
                {
                    texts.Add(name, text = new StringBuilder());
                }

                text.Append(CultureInfo.InvariantCulture, $"{time} {Number(number)} {step}\n");
            }
        }
    }

    private static IEnumerable<(string Name, double? Value)> ValuesOf(HistoryLine line) =>
    [
        ("training_loss", line.TrainingLoss),
        ("validation_loss", line.ValidationLoss),
        ("validation_loss_all_rows", line.SplitLoss),
        .. (line.Metrics ?? new Dictionary<string, double>()).Select(metric => (metric.Key, (double?)metric.Value)),
        .. line.Hyperparameters.Select(values => ($"hyperparameter.{values.Key}", values.Value.Mean)),
    ];

    private static IEnumerable<(string Name, string Text)> Tags(RunFolder run)
    {
        yield return ("mlflow.runName", run.Run.Name ?? run.Name);
        yield return ("mlflow.source.type", "LOCAL");
        yield return ("hyperdsl.experiment", run.Run.Experiment);
        yield return ("hyperdsl.model", run.Run.Model);
        if (run.Run.Git is { } git)
        {
            yield return ("mlflow.source.git.commit", git.Commit);
        }
    }

    private static string ExperimentMeta(RunFolder run, string folder) => Yaml(
        ("artifact_location", Address(folder)), ("creation_time", Milliseconds(run.Run.Started)), ("experiment_id", Quoted(ExperimentId(run.Run.Experiment))),
        ("last_update_time", Milliseconds(run.Run.Started)), ("lifecycle_stage", "active"), ("name", Quoted(run.Run.Experiment)));

    // Digits, as MLflow's own are, and always the same for the same experiment.
    private static string ExperimentId(string experiment) =>
        (BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(experiment))) % 1_000_000_000_000_000_000).ToString("D18", CultureInfo.InvariantCulture);

    // Of the run's beginning and its folder: a run that goes on keeps both.
    private static string RunId(RunFolder run) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{run.Run.Experiment}\n{run.Name}\n{Milliseconds(run.Run.Started)}")).AsSpan(0, 16));

    private static string Yaml(params (string Name, string Value)[] fields) => string.Concat(fields.Select(field => $"{field.Name}: {field.Value}\n"));

    // A text in double quotes is the same in YAML as in JSON.
    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    private static string Address(string path) => Quoted(new Uri(path).AbsoluteUri);

    private static string Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
