using Hyper.App.Commands;
using Hyper.App.Display;

namespace Hyper.Tool;

/// <summary>The command <c>hyper</c>.</summary>
internal static class Program
{
    private static Task<int> Main(string[] arguments) => AppCommands.OfTool(AppConsole.OfProcess()).RunAsync(arguments);
}
