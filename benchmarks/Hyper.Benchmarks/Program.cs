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
    if (parsed.GetValue(json) is { } file)
    {
        var options = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };
        AtomicFile.Write(file.FullName, JsonSerializer.SerializeToUtf8Bytes(new { rows }, options));
    }

    return 0;
});
return await new RootCommand("HyperDsl's speed, against loops written by hand.") { joint }.Parse(args).InvokeAsync();

static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
