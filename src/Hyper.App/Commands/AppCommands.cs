using System.CommandLine;
using System.Reflection;
using Hyper.App.Display;
using Hyper.App.Reporting;

namespace Hyper.App.Commands;

/// <summary>The command lines that there are: that of a program with experiments, and that of the tool, which has none.</summary>
internal static class AppCommands
{
    /// <summary>The command line of a program.</summary>
    /// <param name="options">What the program gives.</param>
    /// <param name="arguments">What its command line says.</param>
    public static CommandLine OfProgram(HyperAppOptions options, string[] arguments)
    {
        var console = AppConsole.Of(options);
        var context = new CommandContext(options, arguments, console);
        return new CommandLine(
            options.Name ?? Assembly.GetEntryAssembly()?.GetName().Name ?? "app",
            options.Description ?? "Tunes the hyperparameters of this program's models.",
            console,
            [
                ListCommand.Create(context),
                RunCommand.Run(context),
                RunCommand.Search(context),
                ResumeCommand.Create(context),
                TrialCommand.Create(context),
                CheckCommand.Create(context),
                PredictCommand.Create(context),
                ReportCommands.Graph(console.Output),
                .. WithoutExperiments(console),
            ]);
    }

    /// <summary>The command line of the tool: what needs files alone.</summary>
    /// <param name="console">Where it writes.</param>
    public static CommandLine OfTool(AppConsole console) =>
        new("hyper", "The command line of HyperDsl: schemas of tables, and run folders of any program.", console, WithoutExperiments(console));

    private static IReadOnlyList<Command> WithoutExperiments(AppConsole console) =>
        [CompareCommand.Create(console), .. ReportCommands.OfRuns(console.Output), TableCommand.Create(console.Output)];
}
