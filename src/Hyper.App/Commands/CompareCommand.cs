using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Hyper.App.Commands.Options;
using Hyper.App.Display;
using Hyper.App.Records;
using Hyper.Runtime;
using Hyper.Runtime.Runs;
using Spectre.Console;

namespace Hyper.App.Commands;

/// <summary>The command <c>compare</c>: runs side by side.</summary>
internal static class CompareCommand
{
    public static Command Create(AppConsole console)
    {
        var folders = new Argument<string[]>("DIR") { Description = "Run folders.", Arity = ArgumentArity.OneOrMore };
        var json = CommonOptions.Json();
        return CommandContext.Command("compare", "Shows runs side by side: what came out, and what differs in what they were made of.", [folders], [json], parsed =>
        {
            var runs = parsed.GetValue(folders)!.Select(Read).ToList();
            if (parsed.GetValue(json))
            {
                console.Output.WriteLine(JsonSerializer.Serialize(new { runs, differing_settings = Differing(runs) }, RecordFormat.Whole));
            }
            else
            {
                console.Write(Table(runs));
            }

            return Task.FromResult(ExitCode.Done);
        });
    }

    private static ComparedRun Read(string folder)
    {
        if (!File.Exists(Path.Combine(folder, RunFiles.Run)))
        {
            throw new HyperDslException($"There is no {RunFiles.Run} in '{folder}': it is no run folder.");
        }

        var record = RecordFile.Read<RunRecord>(Path.Combine(folder, RunFiles.Run), RunRecord.CurrentVersion);
        var path = Path.Combine(folder, RunFiles.Hyperparameters);
        return new ComparedRun(folder, record, File.Exists(path) ? RecordFile.Read<Dictionary<string, HyperparameterRecord>>(path) : []);
    }

    /// <summary>Settings that are not the same in all runs, with the value that each has.</summary>
    private static Dictionary<string, IReadOnlyList<string?>> Differing(IReadOnlyList<ComparedRun> runs) => runs
        .SelectMany(run => run.Record.Settings.Keys).Distinct()
        .Select(name => (Name: name, Values: (IReadOnlyList<string?>)[.. runs.Select(run => run.Record.Settings.TryGetValue(name, out var value) ? Short(value) : null)]))
        .Where(setting => setting.Values.Distinct().Count() > 1)
        .ToDictionary(setting => setting.Name, setting => setting.Values);

    private static string Short(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static Table Table(IReadOnlyList<ComparedRun> runs)
    {
        var table = new Table().NoBorder();
        table.AddColumn(new TableColumn("").PadLeft(0).PadRight(2));
        foreach (var run in runs)
        {
            table.AddColumn(new TableColumn((run.Record.Name ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(run.Folder))).EscapeMarkup()).PadRight(2));
        }

        Row("experiment", run => run.Record.Experiment[(run.Record.Experiment.LastIndexOf('.') + 1)..]);
        Row("status", run => run.Record.Status.ToString().ToLowerInvariant());
        Row("validation loss", run => run.Record.ValidationLoss is { } loss ? Words.Loss(loss) : "-");
        Row("test loss", run => run.Record.TestLoss is { } loss ? Words.Loss(loss) : "-");
        foreach (var metric in runs.SelectMany(run => run.Record.Metrics.Keys).Distinct())
        {
            Row(metric, run => run.Record.Metrics.TryGetValue(metric, out var value) ? Words.Loss(value) : "-");
        }

        Row("seconds", run => run.Record.Seconds?.ToString("F1", CultureInfo.InvariantCulture) ?? "-");
        Row("best step", run => run.Record.BestStep?.ToString(CultureInfo.InvariantCulture) ?? "-");
        foreach (var name in runs.SelectMany(run => run.Hyperparameters.Keys).Distinct())
        {
            Row(ComparisonValue.InWords(name), run => run.Hyperparameters.TryGetValue(name, out var values) ? RunEnd.Brief(values) : "-");
        }

        foreach (var (name, values) in Differing(runs))
        {
            table.AddRow([name.EscapeMarkup(), .. values.Select(value => (value ?? "-").EscapeMarkup())]);
        }

        if (runs.Select(run => run.Record.Data.Fingerprint).Distinct().Count() > 1)
        {
            Row("rows", run => run.Record.Data.Fingerprint?[..8] ?? "-");
        }

        return table;

        void Row(string name, Func<ComparedRun, string> value) => table.AddRow([name.EscapeMarkup(), .. runs.Select(run => value(run).EscapeMarkup())]);
    }

    private sealed record ComparedRun(string Folder, RunRecord Record, IReadOnlyDictionary<string, HyperparameterRecord> Hyperparameters);
}
