using System.CommandLine;
using Hyper.App.Display;
using Hyper.App.Running.Settings;
using Hyper.Runtime;

namespace Hyper.App.Commands;

/// <summary>What the command line may say, and what comes of it.</summary>
/// <param name="name">The program's name.</param>
/// <param name="description">What it is for, in a sentence.</param>
/// <param name="console">Where it writes.</param>
/// <param name="commands">What it does.</param>
internal sealed class CommandLine(string name, string description, AppConsole console, IReadOnlyList<Command> commands)
{
    private const string ExitCodes = "Exit codes: 0 done, 1 failed, 2 the command line is wrong, 3 a check found a difference, 130 interrupted.";

    /// <summary>Does what it says.</summary>
    public async Task<int> RunAsync(string[] arguments)
    {
        var root = new RootCommand($"{description} {ExitCodes}");
        foreach (var command in commands)
        {
            root.Subcommands.Add(command);
        }

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

    private static string Meant(RootCommand root, Command own, string[] arguments) =>
        own == root && arguments is [var first, ..] && !first.StartsWith('-') && NearestName.Of(first, root.Subcommands.Select(command => command.Name)) is { } near
            ? $" Is '{near}' meant?"
            : "";
}
