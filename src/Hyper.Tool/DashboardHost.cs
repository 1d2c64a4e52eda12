using System.Globalization;
using Hyper.Cluster.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Dashboard;

namespace Hyper.Tool;

/// <summary>
/// The host of a ledger with Orleans' dashboard, for this machine alone: it has no authentication of its own. Whoever wants it elsewhere maps it in a web
/// application that has.
/// </summary>
internal static class DashboardHost
{
    /// <summary>The host.</summary>
    /// <param name="options">What the silo is.</param>
    /// <param name="port">The port of the dashboard; null for none.</param>
    public static IHost Create(LedgerOptions options, int? port)
    {
        if (port is null)
        {
            var plain = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
            Quieten(plain.Logging);
            plain.AddHyperLedger(options);
            return plain.Build();
        }

        var builder = WebApplication.CreateSlimBuilder();
        Quieten(builder.Logging);
        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        builder.AddHyperLedger(options, silo => silo.AddDashboard());
        var application = builder.Build();
        application.MapOrleansDashboard();
        return application;
    }

    private static void Quieten(ILoggingBuilder logging) =>
        logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning).AddFilter("Orleans", LogLevel.Error);
}
