using System.Text.Json;
using Hyper.Runtime;
using Hyper.Runtime.Search.Trials;

namespace Hyper.App.Records.Reading;

/// <summary>Reads a run folder. What has not been written yet is left out; what is damaged is refused by its name.</summary>
public static class RunFolderReader
{
    /// <summary>Reads a run folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="HyperDslException">It is no run folder, is of a newer version, or a file in it is damaged.</exception>
    public static RunFolder Read(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        var path = Path.GetFullPath(folder);
        var run = Path.Combine(path, RunFiles.Run);
        if (!File.Exists(run))
        {
            throw new HyperDslException($"'{folder}' is no run folder: there is no run.json in it. Name a folder that a run has written.");
        }

        var trajectory = Path.Combine(path, RunFiles.Trajectory);
        return new RunFolder(path, RecordFile.Read<RunRecord>(run, RunRecord.CurrentVersion, ReadFormat.Options))
        {
            Config = Text(Path.Combine(path, RunFiles.Configuration)),
            History = HistoryReader.Read(Path.Combine(path, RunFiles.History)),
            Hyperparameters = Object<Dictionary<string, HyperparameterRecord>>(Path.Combine(path, RunFiles.Hyperparameters)) ?? [],
            Responses = Object<Dictionary<string, ResponseCurve>>(Path.Combine(path, RunFiles.Responses)) ?? [],
            Evaluation = Object<Evaluation>(Path.Combine(path, RunFiles.Evaluation)),
            Trials = Trials(Path.Combine(path, RunFiles.Trials)),
            Weights = Weights(Path.Combine(path, RunFiles.Model)),
            Trajectory = File.Exists(trajectory) ? new TrajectoryFile(trajectory) : null,
        };
    }

    private static T? Object<T>(string path)
        where T : class => File.Exists(path) ? RecordFile.Read<T>(path, ReadFormat.Options) : null;

    private static List<TrialRecord> Trials(string path)
    {
        var trials = new List<TrialRecord>();
        foreach (var (text, number, isLast) in LineFile.WholeLines(path))
        {
            try
            {
                using var line = JsonDocument.Parse(text);
                var content = line.RootElement.GetProperty("content");
                if (!content.TryGetProperty("hyperdsl_journal", out _))
                {
                    trials.Add(TrialRecord.FromJson(content.GetRawText()));
                }
            }
            catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or HyperDslException)
            {
                if (!isLast)
                {
                    throw new HyperDslException(FormattableString.Invariant($"'{path}' cannot be read: line {number} is damaged: {problem.Message}"), problem);
                }
            }
        }

        return trials;
    }

    private static List<(string Name, IReadOnlyList<long> Shape)> Weights(string path)
    {
        if (!File.Exists(path) || !new TensorFile(path).Metadata.TryGetValue("layout", out var layout))
        {
            return [];
        }

        try
        {
            using var json = JsonDocument.Parse(layout);
            return [.. json.RootElement.EnumerateObject().Select(slot => (slot.Name, (IReadOnlyList<long>)[.. slot.Value.EnumerateArray().Select(size => size.GetInt64())]))];
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or FormatException)
        {
            throw new HyperDslException($"'{path}' is damaged: {problem.Message}", problem);
        }
    }

    private static string? Text(string path) => File.Exists(path) ? RecordFile.ReadText(path) : null;
}
