using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Hyper.Benchmarks;
using Hyper.Runtime.Native;
using Spectre.Console;

var rounds = new Option<int>("--rounds") { Description = "Pairs of measurements.", DefaultValueFactory = _ => 9 };
var steps = new Option<int>("--steps") { Description = "Steps of one measurement.", DefaultValueFactory = _ => 1_000 };
var json = new Option<FileInfo?>("--json") { Description = "Also write the rows to this file." };
var joint = new Command("joint", "The joint step: generated loop against a plain hand-written TorchSharp loop, in turn, in one process.") { rounds, steps, json };
joint.SetAction(async (parsed, _) =>
{
    NativeBackend.EnsureLoaded();
    var row = await JointBenchmark.FigureFiveAsync(parsed.GetValue(rounds), parsed.GetValue(steps));
    var table = new Table().AddColumns("setting", "generated, µs", "hand-written, µs", "ratio", "range");
    table.AddRow(row.Setting, Text(row.GeneratedUs, "F0"), Text(row.HandwrittenUs, "F0"), Text(row.Ratio, "F2"), $"{Text(row.RatioMin, "F2")} to {Text(row.RatioMax, "F2")}");
    AnsiConsole.Write(table);
    if (parsed.GetValue(json) is { } file)
    {
        var options = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };
        await File.WriteAllTextAsync(file.FullName, JsonSerializer.Serialize(new { rows = new[] { row } }, options) + "\n");
    }

    return 0;
});
return await new RootCommand("HyperDsl's speed, against loops written by hand.") { joint }.Parse(args).InvokeAsync();

static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
