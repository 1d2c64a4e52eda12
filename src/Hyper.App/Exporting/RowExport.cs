using Hyper.App.Records;
using Hyper.App.Running.Settings;
using Hyper.Runtime;
using Hyper.Runtime.Data;
using Hyper.Runtime.Files;
using Hyper.Runtime.Native;
using Hyper.Runtime.Runs;
using Hyper.Runtime.Training.Saving;
using static TorchSharp.torch;

namespace Hyper.App.Exporting;

/// <summary>The rows that a run was measured on, so that what it says of them can be checked elsewhere.</summary>
internal static class RowExport
{
    private const string Targets = "targets";

    /// <summary>The names of the splits.</summary>
    public static IReadOnlyList<string> Splits { get; } = ["test", "validation", "training"];

    /// <summary>Writes a split of a run's rows as a file of tensors: one for each input, by its name, and <c>targets</c>.</summary>
    /// <param name="runFolder">The run folder.</param>
    /// <param name="path">The file to write; one that is there is replaced, whole or not at all.</param>
    /// <param name="split">One of <see cref="Splits"/>; null for the test rows, or the validation rows where there are none.</param>
    /// <param name="load">Loads the rows of a run.</param>
    /// <exception cref="HyperDslException">The run cannot be read, its rows are others by now, it has no such split, or the file cannot be written.</exception>
    public static void Write(string runFolder, string path, string? split, Func<DataRequest, DataSplits> load)
    {
        var record = RecordFile.Read<RunRecord>(Path.Combine(runFolder, RunFiles.Run), RunRecord.CurrentVersion);
        var specification = RecordFile.Read<RunSpecification>(Path.Combine(runFolder, RunFiles.Configuration), RunSpecification.CurrentVersion);
        var experiment = ExperimentCatalog.Find(specification.Experiment);
        var settings = SpecifiedRun.SettingsOf(experiment, specification);
        AtomicFile.RequireWritable(path);
        NativeBackend.EnsureLoaded();
        using var data = load(new DataRequest { Experiment = experiment, Source = specification.Data, Seed = settings.Seed, Settings = settings });
        RequireSame(runFolder, record, data);
        split ??= data.Test is null ? "validation" : "test";
        var rows = split switch
        {
            "training" => data.Training,
            "validation" => data.Validation,
            _ => data.Test ?? throw new HyperDslException($"The run in '{runFolder}' has no test rows. Export its validation rows."),
        };
        using var held = rows.IsHeld ? null : rows.ToMemory();
        Write(path, record, split, held ?? rows);
    }

    private static void Write(string path, RunRecord record, string split, Dataset rows)
    {
        var tensors = rows.InputNames.Select((name, i) => (name, rows.HeldInputs[i])).Append((Targets, rows.Targets)).ToList();
        if (tensors.Count > tensors.DistinctBy(tensor => tensor.Item1).Count())
        {
            throw new HyperDslException($"An input of {record.Model} is called '{Targets}', as the targets are in a file of rows. Give it another name.");
        }

        var texts = new Dictionary<string, string> { ["format"] = "hyperdsl.rows", ["format_version"] = "1", ["experiment"] = record.Experiment, ["split"] = split };
        using var scope = NewDisposeScope();
        AtomicFile.Write(path, stream => TensorFileWriter.Write(stream, texts, tensors));
    }

    // Rows that are others by now would be evidence of nothing.
    private static void RequireSame(string runFolder, RunRecord record, DataSplits data)
    {
        if ((data.Training.Count, data.Validation.Count, data.Test?.Count ?? 0) is var found && found != (record.Data.Training, record.Data.Validation, record.Data.Test))
        {
            throw new HyperDslException(FormattableString.Invariant(
                $"The program gives {found.Item1} training, {found.Item2} validation and {found.Item3} test rows, and the run in '{runFolder}' had {record.Data.Training}, {record.Data.Validation} and {record.Data.Test}. Export with the program, and from the data, that the run was made of."));
        }

        if (record.Data.Fingerprint is { } fingerprint && RowsFingerprint.Of(data) != fingerprint)
        {
            throw new HyperDslException($"The rows that the program gives are not those of the run in '{runFolder}': their fingerprint is another. Export with the program, and from the data, that the run was made of.");
        }
    }
}
