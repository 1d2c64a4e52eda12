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

            AnsiConsole.Write(TableOf(rows).Caption("Microseconds a step, medians. Ratios are generated over the other, taken round by round: median (least to largest)."));
            return 0;
        });
        return command;
    }

    private static Table TableOf(IReadOnlyList<JointRow> rows)
    {
        var table = new Table().AddColumns("setting", "threads", "generated", "hand-written", "ratio", "PyTorch", "ratio", "training", "ratio", "autograd", "ratio", "floor", "ratio");
        foreach (var row in rows)
        {
            table.AddRow(
                row.Setting,
                Text(row.Threads, "F0"),
                Text(row.GeneratedUs, "F0"),
                Text(row.HandwrittenUs, "F0"),
                Text(row.ToHandwritten),
                Text(row.PytorchUs, "F0"),
                Text(row.ToPytorch),
                Text(row.TrainingUs, "F0"),
                Text(row.ToTraining),
                Text(row.AutogradUs, "F0"),
                Text(row.ToAutograd),
                Text(row.FloorUs, "F0"),
                Text(row.ToFloor, "F1"));
        }

        return table;
    }
}
