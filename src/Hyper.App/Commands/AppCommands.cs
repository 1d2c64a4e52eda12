using System.CommandLine;
using System.Reflection;
using Hyper.App.Commands.Schemas;
using Hyper.App.Display;
using Hyper.App.Reporting;
using Hyper.App.Running;

namespace Hyper.App.Commands;

/// <summary>The command lines that there are: that of a program with experiments, and that of the tool, which has none.</summary>
internal static class AppCommands
{
    private const string ExitCodes = "Exit codes: 0 done, 1 failed, 2 the command line is wrong, 3 a check found a difference, 130 interrupted.";

    private static string OwnName => Assembly.GetEntryAssembly()?.GetName().Name ?? "app";

    /// <summary>The command line of a program.</summary>
    /// <param name="options">What the program gives.</param>
    /// <param name="arguments">What its command line says.</param>
    public static CommandLine OfProgram(HyperAppOptions options, string[] arguments)
    {
        var console = AppConsole.Of(options);
        var context = new CommandContext(options, arguments, console);
        var root = Root(options.Description ?? "Tunes the hyperparameters of this program's models.",
        [
            ListCommand.Create(context),
            RunCommand.Run(context),
            RunCommand.Search(context),
            ResumeCommand.Create(context),
            TrialCommand.Create(context),
            CheckCommand.Create(context),
            PredictCommand.Create(context),
            ReportCommands.Graph(console.Output),
            ExportCommand.Create(console.Output, options.Data),
            .. WithoutExperiments(console),
        ]);
        if (options.Command is { } own)
        {
            foreach (var option in own.Options)
            {
                root.Options.Add(option);
            }

            ListeningAction.GiveTo(own, () => context.Listen(quiet: true));
            root.Action = own.Action;
        }

        ExampleHelp.GiveTo(root, options.Examples);
        return new CommandLine(options.Name ?? OwnName, root, console);
    }

    /// <summary>A command line that is a program's own.</summary>
    /// <param name="root">What it does.</param>
    public static CommandLine OfOwn(RootCommand root)
    {
        ListeningAction.GiveTo(root, () => new Interruption(tell: null));
        return new CommandLine(OwnName, root, AppConsole.OfProcess());
    }

    /// <summary>The command line of the tool: what needs files alone, and no libtorch, which the tool does not bring.</summary>
    /// <param name="console">Where it writes.</param>
    /// <param name="others">Commands of the tool alone, whose actions' token the first signal cancels.</param>
    public static CommandLine OfTool(AppConsole console, params IReadOnlyList<Command> others)
    {
        foreach (var command in others)
        {
            ListeningAction.GiveTo(command, () => new Interruption(tell: null));
        }

        return new("hyper", Root("The command line of HyperDsl: schemas of tables, run folders of any program, and work for many machines.", [.. WithoutExperiments(console), .. others]), console);
    }

    private static RootCommand Root(string description, IReadOnlyList<Command> commands)
    {
        var root = new RootCommand($"{description} {ExitCodes}");
        foreach (var command in commands)
        {
            root.Subcommands.Add(command);
        }

        return root;
    }

    private static IReadOnlyList<Command> WithoutExperiments(AppConsole console) =>
        [CompareCommand.Create(console), .. ReportCommands.OfRuns(console.Output), TableCommand.Create(console.Output)];
}
