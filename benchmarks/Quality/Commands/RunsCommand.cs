using System.CommandLine;
using System.Globalization;
using Hyper.Runtime.Native;
using static TorchSharp.torch;

namespace Hyper.Quality;

/// <summary><c>runs</c>: a search of runs, halved twice from their checkpoints, against the same runs as whole ones.</summary>
internal static class RunsCommand
{
    public static Command Create()
    {
        var tables = new Option<DirectoryInfo?>("--tables") { Description = "A folder of CSV files with a header, such as the tables of R's mlbench and modeldata; none for the digits alone." };
        var only = new Option<string[]>("--only") { Description = $"Which tables, with commas between them, and {PaddedDigits.Name}; all by default.", CustomParser = result => result.Tokens[0].Value.Split(','), DefaultValueFactory = _ => [] };
        var seeds = new Option<int>("--seeds") { Description = "Orders of the rows, and seeds of points and runs.", DefaultValueFactory = _ => 3 };
        var steps = new Option<int>("--steps") { Description = "Steps of a whole run.", DefaultValueFactory = _ => 3_000 };
        var json = new Option<FileInfo?>("--json") { Description = "Also write the rows to this file." };
        var page = new Option<FileInfo?>("--page") { Description = "Also write the table into this page, between its marks." };
        var command = new Command("runs", "What a search of eight runs over rates and σ costs and finds, against the eight as whole runs.") { tables, only, seeds, steps, json, page };
        command.SetAction(async (parsed, _) =>
        {
            NativeBackend.EnsureLoaded();
            set_num_threads(1);
            var chosen = parsed.GetValue(only)!;
            var rows = new List<RunSearchRow>();
            foreach (var problem in Problem.Of(parsed.GetValue(tables), null).Prepend(new Problem(PaddedDigits.Name, Network.Classes, PaddedDigits.Split)).Where(problem => chosen.Length == 0 || chosen.Contains(problem.Name)))
            {
                for (var seed = 0; seed < parsed.GetValue(seeds); seed++)
                {
                    rows.Add(await RunSearchBenchmark.MeasureAsync(problem, seed, parsed.GetValue(steps), new()));
                    Console.Error.WriteLine(rows[^1]);
                }
            }

            SummaryTable[] summary = [Summary(rows)];
            SummaryTables.Show(summary);
            RowsFile.Write(parsed.GetValue(json), rows);

            if (parsed.GetValue(page) is { } shown)
            {
                SummaryTables.Write(summary, shown);
            }

            return 0;
        });
        return command;
    }

    private static SummaryTable Summary(IReadOnlyList<RunSearchRow> rows) => new(
        "runs",
        "Costs in whole runs, means over the seeds. Ratios: geometric means over the seeds, and the largest in brackets.",
        ["data", "seeds", "steps", "time", "loss to the best of the whole runs", "to the middle one", "to a run by default", "test loss to that of the best"],
        [.. rows.GroupBy(row => row.Data).Append(rows.GroupBy(_ => "all").Single()).Select(group => (IReadOnlyList<string>)[
            group.Key,
            group.Count().ToString(CultureInfo.InvariantCulture),
            group.Average(row => row.StepCost).ToString("F2", CultureInfo.InvariantCulture),
            string.Create(CultureInfo.InvariantCulture, $"{group.Average(row => row.Cost):F2} ({group.Max(row => row.Cost):F2})"),
            Ratios(group, row => row.Found / row.Best),
            Ratios(group, row => row.Found / row.Median),
            Ratios(group, row => row.Found / row.Usual),
            Ratios(group, row => row.FoundTest / row.BestTest),
        ])]);

    private static string Ratios(IEnumerable<RunSearchRow> rows, Func<RunSearchRow, double> ratio) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Exp(rows.Average(row => Math.Log(ratio(row)))):F3} ({rows.Max(ratio):F3})");
}
