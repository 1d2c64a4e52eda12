using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Hyper.App.Commands.Options;
using Hyper.App.Records;
using Hyper.Runtime.Runs;
using Spectre.Console;

namespace Hyper.App.Commands;

/// <summary>The command <c>list</c>: the program's experiments.</summary>
internal static class ListCommand
{
    public static Command Create(CommandContext context)
    {
        var json = CommonOptions.Json();
        return CommandContext.Command("list", "Lists the program's experiments.", [], [json], parsed =>
        {
            var lines = ExperimentCatalog.All.Select(Line).ToList();
            if (parsed.GetValue(json))
            {
                context.Console.Output.WriteLine(JsonSerializer.Serialize(lines, RecordFormat.Whole));
            }
            else if (lines.Count == 0)
            {
                context.Console.Output.WriteLine("This program has no experiments: no class in it has an [Experiment] attribute.");
            }
            else
            {
                context.Console.Write(Table(lines));
            }

            return Task.FromResult(ExitCode.Done);
        });
    }

    private static ListedExperiment Line(ExperimentEntry entry) => new(
        entry.Name, entry.Model, entry.IsSearch ? "search" : "run", entry.Method, entry.Hypernetwork, entry.Space.Count, entry.Weights.WeightCount, entry.Settings.Steps, entry.Settings.Seed);

    private static Table Table(IEnumerable<ListedExperiment> lines)
    {
        var table = new Table().NoBorder();
        table.AddColumns(new TableColumn("experiment").PadLeft(0).PadRight(2), new TableColumn("model").PadRight(2), new TableColumn("method").PadRight(2), new TableColumn("hyperparameters").RightAligned(), new TableColumn("weights").RightAligned());
        foreach (var line in lines)
        {
            table.AddRow(
                line.Experiment.EscapeMarkup(), line.Model.EscapeMarkup(), line.Method.EscapeMarkup(),
                line.Hyperparameters.ToString("N0", CultureInfo.InvariantCulture), line.Weights.ToString("N0", CultureInfo.InvariantCulture));
        }

        return table;
    }

    private sealed record ListedExperiment(
        string Experiment, string Model, string Kind, string Method, string? Hypernetwork, int Hyperparameters, long Weights, int Steps, int Seed);
}
