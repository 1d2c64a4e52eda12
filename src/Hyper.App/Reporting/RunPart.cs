using System.Text.Json;
using Hyper.App.Records.Reading;

namespace Hyper.App.Reporting;

/// <summary>Of a run's data in the page: what it was made of, and what came out.</summary>
internal static class RunPart
{
    /// <summary>Writes the properties.</summary>
    public static void Write(Utf8JsonWriter json, RunFolder folder)
    {
        var run = folder.Run;
        json.WriteString("name", folder.Name);
        json.WriteString("status", run.Status.ToString().ToLowerInvariant());
        json.WriteString("experiment", run.Experiment);
        json.WriteString("model", run.Model);
        json.WriteString("method", run.Method);
        json.WriteString("hypernetwork", run.Hypernetwork);
        json.Texts("settings", run.Settings.Select(setting => KeyValuePair.Create(setting.Key, Shown(setting.Value))));
        json.WriteNumber("seed", run.Seed);
        json.WriteString("device", run.Device);
        json.WriteStartObject("data");
        json.WriteString("source", run.Data.Source);
        json.WriteNumber("training", run.Data.Training);
        json.WriteNumber("validation", run.Data.Validation);
        json.WriteNumber("test", run.Data.Test);
        json.WriteString("fingerprint", run.Data.Fingerprint);
        json.WriteEndObject();
        json.Texts("command", run.Command);
        json.Texts("versions", run.Versions);
        json.Texts("machine", run.Machine);
        json.WriteString("commit", run.Git is null ? null : run.Git.Commit + (run.Git.HasChanges ? " with changes" : ""));
        json.WriteString("started", Time(run.Started));
        json.WriteString("ended", run.Ended is { } ended ? Time(ended) : null);
        json.WriteString("failure", run.Failure);
        json.Exact("validationLoss", run.ValidationLoss);
        json.Exact("testLoss", run.TestLoss);
        json.WriteStartObject("metrics");
        foreach (var (name, value) in run.Metrics)
        {
            json.Exact(name, value);
        }

        json.WriteEndObject();
        json.Exact("bestStep", run.BestStep);
        json.WriteString("ending", run.Ending);
        json.Short("seconds", run.Seconds);
        json.Texts("warnings", run.Warnings);
        json.WriteString("config", folder.Config);
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", System.Globalization.CultureInfo.InvariantCulture);

    private static string Shown(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null or JsonValueKind.Undefined => "—",
        _ => value.GetRawText(),
    };
}
