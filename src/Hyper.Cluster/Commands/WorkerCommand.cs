using System.CommandLine;
using Hyper.App;
using Hyper.Cluster.Hosting;
using Hyper.Cluster.Workers;
using Hyper.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hyper.Cluster.Commands;

/// <summary><c>cluster worker</c>: runs units of a program, until it is told to stop.</summary>
internal static class WorkerCommand
{
    // A ledger may come up after its workers, and one that is away for long is no reason for a worker to end.
    private static readonly TimeSpan againAfter = TimeSpan.FromSeconds(2);

    public static Command Create()
    {
        var (address, shared) = (ClusterOptions.Address(), new ClusterOptions());
        var program = new Option<string>("--program") { HelpName = "PATH", Required = true, Description = "The program whose units it runs: its executable, or its .dll." };
        var processors = NumberOption.Whole("--processors", 1, "Processors for units. [default: all]");
        var memory = NumberOption.Whole("--memory", 1, "Memory for units, in MiB. [default: all]");
        var gpus = new Option<string?>("--gpus") { HelpName = "N,N", Description = "GPUs for units, by the numbers of the driver. [default: none]" };
        var units = NumberOption.Whole("--units", 1, "Units at a time, at most. [default: as many as fit]");
        var name = new Option<string?>("--name") { HelpName = "TEXT", Description = "Its name in the ledger. [default: made of machine and process]" };
        var command = new Command("worker", "Runs units of a program, each in a process of its own, until Ctrl-C. Exit codes: 0 it was told to stop, 1 nothing can be run here, 2 the command line is wrong.")
        {
            address, program, processors, memory, gpus, units, name,
        };
        foreach (var option in shared.All)
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellation) => ClusterCommand.RunAsync(parsed, async () =>
        {
            var start = ProgramStart.Of(parsed.GetValue(program)!);
            IReadOnlyList<string> numbers = parsed.GetValue(gpus)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
            var machine = WorkerOptions.OfMachine(numbers.Count);
            var options = new WorkerOptions
            {
                Program = start.Name,
                Room = machine with { Processors = parsed.GetValue(processors) ?? machine.Processors, MemoryMib = parsed.GetValue(memory) ?? machine.MemoryMib },
                Gpus = numbers,
                MostUnits = parsed.GetValue(units) ?? int.MaxValue,
            };
            options = options with { Name = parsed.GetValue(name) ?? options.Name };
            var (where, ledger, tls) = (ClusterAddress.Parse(parsed.GetValue(address)!), shared.Name(parsed), shared.Certificate(parsed));
            while (true)
            {
                try
                {
                    await RunAsync(where, ledger, tls, options, start, cancellation).ConfigureAwait(false);
                    return 0;
                }
                catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
                {
                    return 0;
                }
                catch (NoLedgerException problem)
                {
                    parsed.InvocationConfiguration.Error.WriteLine($"waiting: {problem.Message}");
                    await Task.Delay(againAfter, cancellation).ConfigureAwait(false);
                }
            }
        }));
        return command;
    }

    private static async Task RunAsync(ClusterAddress where, string ledger, ClusterCertificate? tls, WorkerOptions options, ProgramStart start, CancellationToken cancellation)
    {
        Worker? worker = null;
        LedgerConnection connection;
        try
        {
            connection = await LedgerConnection.ConnectAsync(
                where,
                ledger,
                tls,
                builder =>
                {
                    builder.Logging.AddSimpleConsole(console => console.SingleLine = true).AddFilter("Orleans", LogLevel.Error).AddFilter("Microsoft", LogLevel.Warning);
                    builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(20));
                    builder.Services.AddSingleton<IHostedService>(provider =>
                        worker = new Worker(provider.GetRequiredService<IGrainFactory>(), options, new ChildUnitRunner(start), provider.GetRequiredService<ILogger<Worker>>()));
                },
                cancellation).ConfigureAwait(false);
        }
        catch (HyperDslException problem)
        {
            throw new NoLedgerException(problem.Message);
        }

        await using (connection)
        {
            await connection.UntilStoppedAsync(cancellation).ConfigureAwait(false);

            // A worker that cannot run anything stops its host, and its task says why.
            if (worker?.ExecuteTask is { IsFaulted: true } failed)
            {
                await failed.ConfigureAwait(false);
            }
        }
    }

    private sealed class NoLedgerException(string message) : Exception(message);
}
