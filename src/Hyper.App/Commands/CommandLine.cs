using System.CommandLine;
using Hyper.App.Display;
using Hyper.App.Records;
using Hyper.Runtime;

namespace Hyper.App.Commands;

/// <summary>What the command line may say, and what comes of it.</summary>
/// <param name="name">The program's name.</param>
/// <param name="root">What it does.</param>
/// <param name="console">Where it writes.</param>
internal sealed class CommandLine(string name, RootCommand root, AppConsole console)
{
    /// <summary>Does what it says.</summary>
    public async Task<int> RunAsync(string[] arguments)
    {
        var configuration = new InvocationConfiguration { Output = console.Output, Error = console.Errors, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        if (arguments.Length == 0 && root.Action is null)
        {
            return await root.Parse("--help").InvokeAsync(configuration).ConfigureAwait(false);
        }

        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0 && parsed.Action is not { ClearsParseErrors: true })
        {
            var own = parsed.CommandResult.Command;
            if (own == root && root.Action is null)
            {
                await root.Parse("--help").InvokeAsync(configuration).ConfigureAwait(false);
            }

            console.Errors.WriteLine($"error: {string.Join(' ', parsed.Errors.Select(error => error.Message))}{Meant(own, arguments)} Try: {name} {(own == root ? "" : own.Name + " ")}--help");
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

    private string Meant(Command own, string[] arguments) =>
        own == root && arguments is [var first, ..] && !first.StartsWith('-') && NearestName.Of(first, root.Subcommands.Select(command => command.Name)) is { } near
            ? $" Is '{near}' meant?"
            : "";
}
