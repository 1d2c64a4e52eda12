using System.CommandLine;
using Hyper.Runtime.Native;
using static TorchSharp.torch;

namespace Hyper.Quality;

/// <summary><c>ensemble</c>: models around û, averaged, against the one at û.</summary>
internal static class EnsembleCommand
{
    public static Command Create()
    {
        var tables = new Option<DirectoryInfo>("--tables") { Description = "A folder of CSV files with a header, such as the tables of R's mlbench and modeldata.", Required = true };
        var seeds = new Option<int>("--seeds") { Description = "Splits of each table.", DefaultValueFactory = _ => 3 };
        var first = new Option<int>("--first-seed") { Description = "The seed of the first of them." };
        var steps = new Option<int>("--steps") { Description = "Steps of a run.", DefaultValueFactory = _ => 5_000 };
        var methods = new Option<string[]>("--methods")
        {
            Description = $"Which runs, with commas between them: {Method.Joint}, {Method.SelfTuning}, {Method.Structured}.",
            CustomParser = result => result.Tokens[0].Value.Split(','),
            DefaultValueFactory = _ => [Method.Joint],
        };
        var json = new Option<FileInfo?>("--json") { Description = "Also write the rows to this file." };
        var page = new Option<FileInfo?>("--page") { Description = "Also write the tables into this page, between its marks." };
        var command = new Command("ensemble", "Whether models around the tuned hyperparameters, averaged, are better than the one at them, on rows that nothing has seen.") { tables, seeds, first, steps, methods, json, page };
        command.SetAction(async (parsed, _) =>
        {
            NativeBackend.EnsureLoaded();
            set_num_threads(1);
            var rows = new List<EnsembleRow>();
            foreach (var method in parsed.GetValue(methods)!)
            {
                foreach (var problem in Problem.Of(parsed.GetValue(tables), null))
                {
                    for (var seed = parsed.GetValue(first); seed < parsed.GetValue(first) + parsed.GetValue(seeds); seed++)
                    {
                        rows.AddRange(await EnsembleBenchmark.MeasureAsync(problem, method, seed, parsed.GetValue(steps)));
                        Console.Error.WriteLine(rows[^EnsembleBenchmark.Variants.Count]);
                    }
                }
            }

            var summary = EnsembleTables.Of(rows);
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
}
