using System.CommandLine;
using Hyper.Cluster.Commands;
using Hyper.Runtime;

namespace Hyper.Tool;

/// <summary>What the command line may say, and what comes of it.</summary>
internal static class HyperCommand
{
    /// <summary>Everything went well.</summary>
    public const int Done = 0;

    /// <summary>A file, or what it holds, could not be used; the message says why.</summary>
    public const int Failed = 1;

    /// <summary>The command line itself was wrong.</summary>
    public const int Misused = 2;

    /// <summary>How long a command has after a signal: a worker kills its units and hands them back, a silo says goodbye to the others.</summary>
    private static readonly TimeSpan farewell = TimeSpan.FromSeconds(30);

    /// <summary>Runs a command.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="errors">Where messages go.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments, TextWriter output, TextWriter errors)
    {
        var root = new RootCommand("The command line of HyperDsl. Exit codes: 0 done, 1 a file could not be used or the work failed, 2 the command line was wrong, 130 interrupted.");
        root.Subcommands.Add(TableCommand.Create());
        root.Subcommands.Add(ClusterCommand.Create(DashboardHost.Create));
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                errors.WriteLine($"hyper: {error.Message}");
            }

            errors.WriteLine($"Try: hyper {(parsed.CommandResult.Command == root ? "" : parsed.CommandResult.Command.Name + " ")}--help");
            return Misused;
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration { Output = output, Error = errors, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = farewell });
        }
        catch (Exception problem) when (problem is HyperDslException or IOException or UnauthorizedAccessException)
        {
            errors.WriteLine($"hyper: {problem.Message}");
            return Failed;
        }
    }
}
