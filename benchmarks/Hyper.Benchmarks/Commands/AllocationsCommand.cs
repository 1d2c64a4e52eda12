using System.CommandLine;
using Hyper.Runtime.Native;
using Spectre.Console;
using static Hyper.Benchmarks.Shared;

namespace Hyper.Benchmarks;

/// <summary><c>allocations</c>: managed bytes and TorchSharp tensors of a joint step.</summary>
internal static class AllocationsCommand
{
    public static Command Create()
    {
        var steps = Steps(4_000);
        var settings = Settings();
        var json = JsonFile();
        var command = new Command("allocations", "Managed bytes that a step allocates after warm-up, by type, and TorchSharp's tensors.") { steps, settings, json };
        command.SetAction(async (parsed, _) =>
        {
            NativeBackend.EnsureLoaded();
            var rows = new List<AllocationRow>();
            var table = new Table().AddColumns("setting", "bytes a step", "of TorchSharp's types", "of HyperDsl's types", "of .NET's types", "tensors a step", "most frequent types");
            foreach (var setting in Chosen(parsed.GetValue(settings)!))
            {
                var row = await AllocationBenchmark.MeasureAsync(setting, parsed.GetValue(steps));
                rows.Add(row);
                table.AddRow(
                    row.Setting,
                    Text(row.Bytes, "F0"),
                    Text(row.TorchSharpBytes, "F0"),
                    Text(row.HyperDslBytes, "F0"),
                    Text(row.OtherBytes, "F0"),
                    Text(row.Tensors, "F1"),
                    string.Join('\n', row.Types.Take(6).Select(type => Markup.Escape($"{type.Name} {Text(type.Bytes, "F0")}"))));
            }

            AnsiConsole.Write(table.Caption("The difference of a long and a short run over the difference of their steps; shares of types from the runtime's random samples."));
            Write(parsed.GetValue(json), new { rows });
            return 0;
        });
        return command;
    }
}
