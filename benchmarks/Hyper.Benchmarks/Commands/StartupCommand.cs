using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Spectre.Console;
using static Hyper.Benchmarks.Shared;

namespace Hyper.Benchmarks;

/// <summary><c>startup</c>: from the start of a process to the first step of the Quickstart.</summary>
internal static class StartupCommand
{
    public static Command Create()
    {
        var rounds = Rounds();
        var json = JsonFile();
        var command = new Command("startup", "From the start of a process to the Quickstart's first step, and what that is made of.") { rounds, json };
        command.SetAction((parsed, _) =>
        {
            var times = Enumerable.Range(0, parsed.GetValue(rounds)).Select(_ => Start()).ToList();
            var rows = new List<StartupRow>();
            Add("runtime starts", time => time.Runtime);
            Add("native libraries load", time => time.Main - time.Runtime);
            Add("first product", time => time.Verified - time.Main);
            Add("data read", time => time.Data - time.Verified);
            Add("run created, first step", time => time.Step - time.Data);
            Add("process start to first step", time => time.Step);

            var table = new Table().AddColumns("part", "ms", "least", "largest");
            foreach (var row in rows)
            {
                table.AddRow(row.Part, Text(row.Ms.Median, "F0"), Text(row.Ms.Min, "F0"), Text(row.Ms.Max, "F0"));
            }

            AnsiConsole.Write(table.Caption("Milliseconds of a new process: medians, each part by itself."));
            Write(parsed.GetValue(json), new { rows });
            return Task.FromResult(0);

            void Add(string part, Func<StartupTimes, double> read) => rows.Add(new StartupRow(part, Spread.Of([.. times.Select(read)])));
        });
        return command;
    }

    private static StartupTimes Start()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, []) { RedirectStandardOutput = true };
        start.Environment[StartupChild.Variable] = "1";
        using var process = Process.Start(start)!;
        var line = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return JsonSerializer.Deserialize<StartupTimes>(line, Json)!;
    }
}

/// <summary>A part of the start, in milliseconds.</summary>
internal sealed record StartupRow(string Part, Spread Ms);
