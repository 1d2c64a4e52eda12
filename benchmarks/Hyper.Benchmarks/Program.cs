using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Hyper.Benchmarks;
using Hyper.Runtime.Native;
using Hyper.Runtime.Runs;
using Spectre.Console;

var rounds = new Option<int>("--rounds") { Description = "Pairs of measurements.", DefaultValueFactory = _ => 9 };
var steps = new Option<int>("--steps") { Description = "Steps of one measurement.", DefaultValueFactory = _ => 1_000 };
var threads = new Option<int[]>("--threads") { Description = "Threads of libtorch's operations, for both loops; each number is a row.", DefaultValueFactory = _ => [1, 2], AllowMultipleArgumentsPerToken = true };
var json = new Option<FileInfo?>("--json") { Description = "Also write the rows to this file." };
var joint = new Command("joint", "The joint step: generated loop against a plain hand-written TorchSharp loop, in turn, in one process.") { rounds, steps, threads, json };
joint.SetAction(async (parsed, _) =>
{
    NativeBackend.EnsureLoaded();
    var table = new Table().AddColumns("setting", "threads", "generated, µs", "hand-written, µs", "ratio", "range");
    var rows = new List<JointRow>();
    foreach (var number in parsed.GetValue(threads)!)
    {
        var row = await JointBenchmark.FigureFiveAsync(parsed.GetValue(rounds), parsed.GetValue(steps), number);
        table.AddRow(row.Setting, Text(row.Threads, "F0"), Text(row.GeneratedUs, "F0"), Text(row.HandwrittenUs, "F0"), Text(row.Ratio, "F2"), $"{Text(row.RatioMin, "F2")} to {Text(row.RatioMax, "F2")}");
        rows.Add(row);
    }

    AnsiConsole.Write(table.Caption("Figure 5: 784 to 10, 7,850 hyperparameters, Factorized of rank 10, 100 rows and two samples a step."));
    Write(parsed.GetValue(json), new { rows });
    return 0;
});

var classes = new Option<int[]>("--classes") { Description = "Annotated classes, an experiment for each; each number is a row.", DefaultValueFactory = _ => [1, 10, 100, 500], AllowMultipleArgumentsPerToken = true };
var edits = new Option<int>("--edits") { Description = "Keystrokes after which the driver's memory is measured.", DefaultValueFactory = _ => 1_000 };
var generator = new Command("generator", "The compiler: a run over a whole project, and after one keystroke.") { rounds, classes, edits, json };
generator.SetAction((parsed, _) =>
{
    var table = new Table().AddColumns(["classes", "cold", .. GeneratorBenchmark.Keystrokes]);
    var rows = GeneratorBenchmark.Times(parsed.GetValue(classes)!, parsed.GetValue(rounds));
    foreach (var row in rows)
    {
        table.AddRow([Text(row.Classes, "F0"), Text(row.ColdMs, "F1"), .. row.Keystrokes.Select(time => $"{Text(time.Ms, "F2")} ({Text(time.Ratio, "F3")})")]);
    }

    AnsiConsole.Write(table.Caption("Milliseconds, medians; in brackets the ratio to cold. Cold: a new driver over a project seen for the first time, the compiler's own code warm. Then after one keystroke: in a method's body or in a declaration of a file without models, and in a forward method."));
    var memory = GeneratorBenchmark.Memory(parsed.GetValue(edits));
    var growth = new Table().AddColumns("keystrokes", "memory, MB");
    foreach (var point in memory)
    {
        growth.AddRow(Text(point.Edits, "F0"), Text(point.Megabytes, "F2"));
    }

    AnsiConsole.Write(growth.Caption($"Managed memory in use after a full collection: a driver and its project of {GeneratorBenchmark.MemoryClasses} classes, a third of the keystrokes of each kind."));
    Write(parsed.GetValue(json), new { rows, memory });
    return Task.FromResult(0);
});
return await new RootCommand("HyperDsl's speed: of its loops, against loops written by hand, and of its compiler.") { joint, generator }.Parse(args).InvokeAsync();

static void Write(FileInfo? file, object results)
{
    if (file is not null)
    {
        var options = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };
        AtomicFile.Write(file.FullName, JsonSerializer.SerializeToUtf8Bytes(results, options));
    }
}

static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
