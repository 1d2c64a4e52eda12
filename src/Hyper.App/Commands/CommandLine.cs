using System.CommandLine;
using System.Reflection;
using Hyper.App.Display;
using Hyper.App.Records;
using Hyper.App.Reporting;
using Hyper.Runtime;

namespace Hyper.App.Commands;

/// <summary>What the command line may say, and what comes of it.</summary>
internal sealed class CommandLine(HyperAppOptions options)
{
    private const string ExitCodes = "Exit codes: 0 done, 1 failed, 2 the command line is wrong, 3 a check found a difference, 130 interrupted.";

    private readonly AppConsole console = AppConsole.Of(options);

    /// <summary>Does what it says.</summary>
    public async Task<int> RunAsync(string[] arguments)
    {
        var name = options.Name ?? Assembly.GetEntryAssembly()?.GetName().Name ?? "app";
        var root = Root(new CommandContext(options, arguments, console));
        var configuration = new InvocationConfiguration { Output = console.Output, Error = console.Errors, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        if (arguments.Length == 0)
        {
            return await root.Parse("--help").InvokeAsync(configuration).ConfigureAwait(false);
        }

        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0 && parsed.Action is not { ClearsParseErrors: true })
        {
            var own = parsed.CommandResult.Command;
            if (own == root)
            {
                await root.Parse("--help").InvokeAsync(configuration).ConfigureAwait(false);
            }

            console.Errors.WriteLine($"error: {string.Join(' ', parsed.Errors.Select(error => error.Message))}{Meant(root, own, arguments)} Try: {name} {(own == root ? "" : own.Name + " ")}--help");
            return ExitCode.Misused;
        }

        try
        {
            return await parsed.InvokeAsync(configuration).ConfigureAwait(false);
        }
        catch (MisuseException problem)
        {
            console.Errors.WriteLine($"error: {problem.Message}");
            return ExitCode.Misused;
        }
        catch (Exception problem) when (problem is HyperDslException or IOException or UnauthorizedAccessException)
        {
            console.Errors.WriteLine($"error: {problem.Message}");
            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            console.Errors.WriteLine("interrupted");
            return ExitCode.Interrupted;
        }
        catch (Exception problem)
        {
            // The program's own code, or a fault of this one: whoever mends it needs to know where.
            console.Errors.WriteLine($"error: {problem.GetType().Name}: {problem.Message}");
            console.Errors.WriteLine(problem.StackTrace);
            return ExitCode.Failed;
        }
    }

    private RootCommand Root(CommandContext context)
    {
        var root = new RootCommand($"{options.Description ?? "Tunes the hyperparameters of this program's models."} {ExitCodes}");
        foreach (var command in (Command[])
        [
            ListCommand.Create(context),
            RunCommand.Run(context),
            RunCommand.Search(context),
            ResumeCommand.Create(context),
            TrialCommand.Create(context),
            CheckCommand.Create(context),
            CompareCommand.Create(context),
            PredictCommand.Create(context),
            .. ReportCommands.All(console.Output),
        ])
        {
            root.Subcommands.Add(command);
        }

        return root;
    }

    private static string Meant(RootCommand root, Command own, string[] arguments) =>
        own == root && arguments is [var first, ..] && !first.StartsWith('-') && NearestName.Of(first, root.Subcommands.Select(command => command.Name)) is { } near
            ? $" Is '{near}' meant?"
            : "";
}
