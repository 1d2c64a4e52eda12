using System.CommandLine;
using System.Globalization;
using Hyper.Runtime.Native;
using Spectre.Console;

namespace Hyper.Quality;

/// <summary><c>keep</c>: the best state of a run against its last, on tables.</summary>
internal static class KeepCommand
{
    public static Command Create()
    {
        var tables = new Option<DirectoryInfo>("--tables") { Description = "A folder of CSV files with a header, such as the tables of R's mlbench and modeldata.", Required = true };
        var seeds = new Option<int>("--seeds") { Description = "Splits of each table.", DefaultValueFactory = _ => 2 };
        var steps = new Option<int>("--steps") { Description = "Steps of a run.", DefaultValueFactory = _ => 5_000 };
        var patience = new Option<int>("--patience") { Description = "Reports without a better loss, for the runs that end by themselves.", DefaultValueFactory = _ => 10 };
        var json = new Option<FileInfo?>("--json") { Description = "Also write the rows to this file." };
        var command = new Command("keep", "Whether a run had better return its best state by the validation loss, or its last: ratios best over last.") { tables, seeds, steps, patience, json };
        command.SetAction(async (parsed, _) =>
        {
            NativeBackend.EnsureLoaded();
            var rows = new List<KeepRow>();
            foreach (var table in parsed.GetValue(tables)!.GetFiles("*.csv").OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => NumberTable.Read(file.FullName)).OfType<NumberTable>())
            {
                foreach (var isSelfTuning in (bool[])[false, true])
                {
                    for (var seed = 0; seed < parsed.GetValue(seeds); seed++)
                    {
                        rows.Add(await KeepBenchmark.MeasureAsync(table, isSelfTuning, seed, parsed.GetValue(steps), parsed.GetValue(patience)));
                        Console.Error.WriteLine(rows[^1]);
                    }
                }
            }

            var shown = new Table().AddColumns("algorithm", "table", "validation", "test", "time", "best step, share", "test, patient", "steps, patient, share");
            foreach (var group in rows.GroupBy(row => (row.Algorithm, row.Table)).Concat(rows.GroupBy(row => (row.Algorithm, Table: "all"))))
            {
                shown.AddRow(
                    group.Key.Algorithm,
                    group.Key.Table,
                    Mean(group, row => row.Validation),
                    Mean(group, row => row.Test),
                    Mean(group, row => row.Seconds),
                    Mean(group, row => row.BestShare),
                    Mean(group, row => row.PatientTest),
                    Mean(group, row => row.PatientShare));
            }

            AnsiConsole.Write(shown.Caption("Geometric means over the splits; ratios of the run that keeps its best state to the same run with its last."));
            RowsFile.Write(parsed.GetValue(json), rows);

            return 0;
        });
        return command;
    }

    private static string Mean(IEnumerable<KeepRow> rows, Func<KeepRow, double> value) => Math.Exp(rows.Average(row => Math.Log(value(row)))).ToString("F3", CultureInfo.InvariantCulture);
}
