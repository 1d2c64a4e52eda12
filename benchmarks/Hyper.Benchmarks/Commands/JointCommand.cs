using System.CommandLine;
using Hyper.Runtime.Native;
using Spectre.Console;
using static Hyper.Benchmarks.Shared;

namespace Hyper.Benchmarks;

/// <summary><c>joint</c>: the joint step of every setting against its alternatives.</summary>
internal static class JointCommand
{
    public static Command Create()
    {
        var rounds = Rounds();
        var steps = Steps(500);
        var threads = Threads();
        var device = Device();
        var settings = Settings();
        var json = JsonFile();
        var command = new Command("joint", "The joint step: generated loop, plain TorchSharp loop, PyTorch, ordinary training and the floor, in turn.")
        {
            rounds, steps, threads, settings, device, json,
        };
        command.SetAction(async (parsed, _) =>
        {
            NativeBackend.EnsureLoaded();
            var place = parsed.GetValue(device)!;
            if (!CanUse(place))
            {
                return 0;
            }

            var peer = PythonPeer.Find();
            var rows = new List<JointRow>();
            foreach (var setting in Chosen(parsed.GetValue(settings)!))
            {
                foreach (var number in place == "cpu" ? parsed.GetValue(threads)! : [1])
                {
                    rows.Add(await JointBenchmark.MeasureAsync(setting, parsed.GetValue(rounds), parsed.GetValue(steps), number, place, peer));
                    Write(parsed.GetValue(json), new { pytorch = peer?.Version, rows });
                    Console.Error.WriteLine($"{setting.Name}, {number} threads: done");
                }
            }

            AnsiConsole.Write(TableOf(rows).Caption("Medians over the rounds; ratios are taken round by round."));
            return 0;
        });
        return command;
    }

    private static Table TableOf(IReadOnlyList<JointRow> rows)
    {
        var table = new Table().AddColumns("setting", "threads", "loop", "µs a step", "generated over it", "least to largest");
        foreach (var row in rows)
        {
            Add("generated", row.GeneratedUs, null);
            Add("hand-written TorchSharp", row.HandwrittenUs, row.ToHandwritten);
            Add("PyTorch", row.PytorchUs, row.ToPytorch);
            Add("training step", row.TrainingUs, row.ToTraining);
            Add("generated, with autograd", row.AutogradUs, row.ToAutograd);
            table.AddRow(row.Setting, Text(row.Threads, "F0"), "floor", Text(row.FloorUs, "F0"), Text(row.ToFloor, "F2"), "");
            table.AddEmptyRow();

            void Add(string loop, double? time, Spread? ratio) => table.AddRow(
                row.Setting,
                Text(row.Threads, "F0"),
                loop,
                Text(time, "F0"),
                Text(ratio?.Median, "F2"),
                ratio is null ? "" : $"{Text(ratio.Min, "F2")} to {Text(ratio.Max, "F2")}");
        }

        return table;
    }
}
