using Hyper.App.Commands;
using Hyper.App.Display;
using Hyper.Cluster.Commands;

namespace Hyper.Tool;

/// <summary>The command <c>hyper</c>.</summary>
internal static class Program
{
    private static Task<int> Main(string[] arguments) =>
        AppCommands.OfTool(AppConsole.OfProcess(), ClusterCommand.Create(DashboardHost.Create)).RunAsync(arguments);
}
