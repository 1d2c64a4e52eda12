using System.CommandLine;
using System.Text.Json;
using Hyper.Cluster.Hosting;
using Spectre.Console;

namespace Hyper.LedgerLoad;

/// <summary>The command line.</summary>
internal static class LoadCommand
{
    private static readonly JsonSerializerOptions format = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true, NewLine = "\n" };

    public static RootCommand Create()
    {
        var workers = new Option<int[]>("--workers") { Description = "Simulated workers, a row for each number.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [1, 10, 100, 1_000] };
        var units = new Option<int[]>("--units") { Description = "Units, one number for each of --workers, or one for all.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [1_000, 10_000, 20_000, 100_000] };
        var milliseconds = new Option<int>("--milliseconds") { Description = "What a unit takes.", DefaultValueFactory = _ => 1 };
        var bytes = new Option<int>("--bytes") { Description = "The size of a specification and of a record.", DefaultValueFactory = _ => 2_000 };
        var storage = new Option<string?>("--storage") { Description = "redis:HOST:PORT; the memory of the silo by default." };
        var json = new Option<string?>("--json") { Description = "Where the numbers go." };
        var command = new RootCommand("What one ledger carries: workers that lease a unit, wait a millisecond and hand a record in, over one connection.") { workers, units, milliseconds, bytes, storage, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var rows = new List<LoadRow>();
            var (counts, plans) = (parsed.GetValue(workers)!, parsed.GetValue(units)!);
            foreach (var (index, count) in counts.Index())
            {
                var load = new Load(count, plans[Math.Min(index, plans.Length - 1)], parsed.GetValue(milliseconds), parsed.GetValue(bytes));
                rows.Add(await load.RunAsync(parsed.GetValue(storage) is { } text ? ClusterAddress.Parse(text) : null, cancellation));
                AnsiConsole.WriteLine(rows[^1].ToString());
            }

            var table = new Table().AddColumns("workers", "units", "hand in, s", "units/s", "lease, ms", "99 of 100", "largest", "heap, MiB", "processor, s");
            foreach (var row in rows)
            {
                table.AddRow([.. ((FormattableString[])
                [
                    $"{row.Workers:N0}", $"{row.Units:N0}", $"{row.SubmitSeconds:F1}", $"{row.UnitsPerSecond:N0}", $"{row.LeaseMs:F1}", $"{row.LeaseMs99:F1}", $"{row.LeaseMsLargest:F0}", $"{row.HeapMib:F0}", $"{row.ProcessorSeconds:F0}",
                ]).Select(FormattableString.Invariant)]);
            }

            AnsiConsole.Write(table);
            if (parsed.GetValue(json) is { } file)
            {
                await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { processors = Environment.ProcessorCount, rows }, format) + "\n", cancellation);
            }

            return 0;
        });
        return command;
    }
}
