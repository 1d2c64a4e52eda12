using System.CommandLine;
using Spectre.Console;
using static Hyper.Benchmarks.Shared;

namespace Hyper.Benchmarks;

/// <summary><c>generator</c>: what the compiler costs.</summary>
internal static class GeneratorCommand
{
    public static Command Create()
    {
        var rounds = Rounds();
        var json = JsonFile();
        var classes = new Option<int[]>("--classes") { Description = "Annotated classes, an experiment for each; each number is a row.", DefaultValueFactory = _ => [1, 10, 100, 500], AllowMultipleArgumentsPerToken = true };
        var edits = new Option<int>("--edits") { Description = "Keystrokes after which the driver's memory is measured.", DefaultValueFactory = _ => 1_000 };
        var columns = new Option<int[]>("--columns") { Description = "Columns of a table whose schema is in the project; each number is a row.", DefaultValueFactory = _ => [10, 2_000], AllowMultipleArgumentsPerToken = true };
        var command = new Command("generator", "The compiler: a run over a whole project, and after one keystroke.")
        {
            rounds, classes, columns, edits, json,
        };
        command.SetAction((parsed, _) =>
        {
            var rows = GeneratorBenchmark.Times(parsed.GetValue(classes)!, parsed.GetValue(rounds));
            AnsiConsole.Write(TableOf("classes", rows).Caption("Milliseconds, medians; in brackets the ratio to cold. Cold: a new driver over a project seen for the first time, the compiler's own code warm. Then after one keystroke: in a method's body or in a declaration of a file without models, and in a forward method."));
            var tables = GeneratorBenchmark.TableTimes(parsed.GetValue(columns)!, parsed.GetValue(rounds));
            AnsiConsole.Write(TableOf("columns", tables).Caption($"The same with the schema of a table of so many columns in a project of {TableSubject.Classes} classes and one of that table."));
            var memory = GeneratorBenchmark.Memory(parsed.GetValue(edits));
            var growth = new Table().AddColumns("keystrokes", "memory, MB");
            foreach (var point in memory)
            {
                growth.AddRow(Text(point.Edits, "F0"), Text(point.Megabytes, "F2"));
            }

            AnsiConsole.Write(growth.Caption($"Managed memory in use after a full collection: a driver and its project of {GeneratorBenchmark.MemoryClasses} classes, a third of the keystrokes of each kind."));
            Write(parsed.GetValue(json), new { rows, tables, memory });
            return Task.FromResult(0);
        });
        return command;
    }

    private static Table TableOf(string counted, IReadOnlyList<GeneratorRow> rows)
    {
        var table = new Table().AddColumns([counted, "cold", .. GeneratorBenchmark.Keystrokes]);
        foreach (var row in rows)
        {
            table.AddRow([Text(row.Count, "F0"), Text(row.ColdMs, "F1"), .. row.Keystrokes.Select(time => $"{Text(time.Ms, "F2")} ({Text(time.Ratio, "F3")})")]);
        }

        return table;
    }
}
