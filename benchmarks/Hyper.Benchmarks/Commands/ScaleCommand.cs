using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Spectre.Console;
using static Hyper.Benchmarks.Shared;

namespace Hyper.Benchmarks;

/// <summary><c>scale</c>: time and memory of a step with a hyperparameter for each of 10³ to 10⁷ weights.</summary>
internal static class ScaleCommand
{
    public static Command Create()
    {
        var threads = new Option<int>("--threads") { Description = "Threads of libtorch's operations; 0 lets each run choose." };
        var largest = new Option<long>("--largest") { Description = "The largest number of hyperparameters.", DefaultValueFactory = _ => 10_000_000 };
        var device = Device();
        var json = JsonFile();
        var command = new Command("scale", "Time and memory of a step with a hyperparameter for each of 1,000 to 10,000,000 weights.") { threads, largest, device, json };
        command.SetAction((parsed, _) =>
        {
            var rows = new List<ScaleRow>();
            var table = new Table().AddColumns("family", "hyperparameters", "ms a step", "range", "peak, MB", "without run, MB");
            foreach (var setting in ScaleSetting.All.Where(setting => setting.Count <= parsed.GetValue(largest)))
            {
                if (Start($"{setting.Family} {setting.Count} {parsed.GetValue(threads)} {parsed.GetValue(device)}") is not { } row)
                {
                    table.AddRow(setting.Family, Text(setting.Count, "N0"), "failed", "", "", "");
                    continue;
                }

                rows.Add(row);
                Write(parsed.GetValue(json), new { rows, exponents = Exponents(rows) });
                table.AddRow(
                    row.Family, Text(row.Hyperparameters, "N0"), Text(row.StepMs.Median, "F2"), $"{Text(row.StepMs.Min, "F2")} to {Text(row.StepMs.Max, "F2")}", Text(row.PeakMb, "F0"), Text(row.BaseMb, "F0"));
            }

            var exponents = Exponents(rows);
            AnsiConsole.Write(table.Caption(string.Join(", ", exponents.Select(family => $"{family.Key}: time grows as n^{Text(family.Value, "F2")} from 100,000 on"))));
            return Task.FromResult(0);
        });
        return command;
    }

    private static IReadOnlyDictionary<string, double?> Exponents(IReadOnlyList<ScaleRow> rows) =>
        rows.GroupBy(row => row.Family).ToDictionary(group => group.Key, group => Exponent([.. group]));

    /// <summary>The slope of the time's logarithm over that of the number, by least squares; below 100,000 a step's fixed costs rule.</summary>
    private static double? Exponent(IReadOnlyList<ScaleRow> rows)
    {
        var points = rows.Where(row => row.Hyperparameters >= 100_000).Select(row => (X: Math.Log(row.Hyperparameters), Y: Math.Log(row.StepMs.Median))).ToList();
        if (points.Count < 2)
        {
            return null;
        }

        var (x, y) = (points.Average(point => point.X), points.Average(point => point.Y));
        return points.Sum(point => (point.X - x) * (point.Y - y)) / points.Sum(point => (point.X - x) * (point.X - x));
    }

    private static ScaleRow? Start(string what)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, []) { RedirectStandardOutput = true };
        start.Environment[ScaleChild.Variable] = what;
        using var process = Process.Start(start)!;
        var line = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? JsonSerializer.Deserialize<ScaleRow>(line, Json) : null;
    }
}
