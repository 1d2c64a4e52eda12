using System.CommandLine;
using System.Net;
using Hyper.App;
using Hyper.Cluster.Hosting;
using Hyper.Cluster.Ledger;
using Hyper.Runtime;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hyper.Cluster.Commands;

/// <summary><c>cluster up</c>: a silo of a ledger, until it is told to stop.</summary>
internal static class UpCommand
{
    public static Command Create(Func<LedgerOptions, int?, IHost>? ledgerHost)
    {
        var storage = new Option<string?>("--storage") { HelpName = "ADDRESS", Description = "What its silos share: redis:HOST:PORT or postgres:CONNECTION. [default: the memory of this one, gone when it ends]" };
        var address = new Option<string?>("--address") { HelpName = "IP", Description = "The address of this machine that others find it at. [default: 127.0.0.1, for this machine alone]" };
        var silo = NumberOption.Whole("--silo-port", 1, "The port for other silos. [default: 11111]");
        var gateway = NumberOption.Whole("--gateway-port", 1, "The port for clients and workers. [default: 30000]");
        var lease = NumberOption.Whole("--lease", 1, "Seconds that a worker may be silent before its units are given to others. [default: 30]");
        var kubernetes = new Option<bool>("--kubernetes") { Description = "Takes its name and address from Kubernetes." };
        var dashboard = NumberOption.Whole("--dashboard", 1, "Shows Orleans' dashboard at this port of the loopback address.");
        var shared = new ClusterOptions();
        var command = new Command("up", "Starts a ledger, or another silo of it, and keeps it up until Ctrl-C.") { storage, address, silo, gateway, lease, kubernetes };
        if (ledgerHost is not null)
        {
            command.Options.Add(dashboard);
        }

        foreach (var option in shared.All)
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellation) => ClusterCommand.RunAsync(parsed, async () =>
        {
            var options = new LedgerOptions
            {
                Storage = parsed.GetValue(storage) is { } text ? ClusterAddress.Parse(text) : null,
                Address = AddressOf(parsed.GetValue(address)),
                SiloPort = parsed.GetValue(silo) ?? 11_111,
                GatewayPort = parsed.GetValue(gateway) ?? ClusterAddress.GatewayPort,
                Cluster = shared.Name(parsed),
                Tls = shared.Certificate(parsed),
                Terms = new LedgerTerms { Lease = TimeSpan.FromSeconds(parsed.GetValue(lease) ?? 30) },
                InKubernetes = parsed.GetValue(kubernetes),
            };
            using var host = ledgerHost is null ? Plain(options) : ledgerHost(options, parsed.GetValue(dashboard));
            await host.StartAsync(cancellation).ConfigureAwait(false);
            parsed.InvocationConfiguration.Output.WriteLine(FormattableString.Invariant(
                $"up at {options.Address}:{options.GatewayPort}, in {(options.Storage is null ? "the memory of this process" : parsed.GetValue(storage)!.Split(':')[0])}"));
            parsed.InvocationConfiguration.Output.Flush();
            await host.WaitForShutdownAsync(cancellation).ConfigureAwait(false);
            return 0;
        }));
        return command;
    }

    private static IHost Plain(LedgerOptions options)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning).AddFilter("Orleans", LogLevel.Error);
        builder.AddHyperLedger(options);
        return builder.Build();
    }

    private static IPAddress AddressOf(string? text) =>
        text is null ? IPAddress.Loopback
        : IPAddress.TryParse(text, out var address) ? address
        : throw new HyperDslException($"--address is '{text}'; an IP address of this machine is expected, such as 192.168.1.10.");
}
