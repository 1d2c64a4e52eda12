using System.CommandLine;
using Hyper.App.Commands;
using Hyper.Runtime.Data;

namespace Hyper.App;

/// <summary>The command line of a program with experiments: runs them, and keeps what comes out.</summary>
public static class HyperApp
{
    /// <summary>Does what the command line says.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="data">Loads the rows of a run.</param>
    /// <returns>The exit code: 0 done; 1 failed; 2 the command line is wrong; 3 a check found a difference; 130 interrupted.</returns>
    public static Task<int> RunAsync(string[] args, Func<DataRequest, DataSplits> data) => RunAsync(args, new HyperAppOptions { Data = data });

    /// <summary>Does what the command line says.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="options">What the program gives.</param>
    /// <returns>The exit code: 0 done; 1 failed; 2 the command line is wrong; 3 a check found a difference; 130 interrupted.</returns>
    public static Task<int> RunAsync(string[] args, HyperAppOptions options)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(options.Data, nameof(options));
        return AppCommands.OfProgram(options, args).RunAsync(args);
    }

    /// <summary>Does what a command line of the program's own says, with the same errors and exit codes; Ctrl-C cancels the token of its actions.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="command">What the program does. Its actions return the exit code; a <see cref="Hyper.Runtime.HyperDslException"/> is the line of error of an exit with 1.</param>
    /// <returns>The exit code: that of the action; 1 failed; 2 the command line is wrong; 130 interrupted.</returns>
    public static Task<int> RunAsync(string[] args, RootCommand command)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(command);
        return AppCommands.OfOwn(command).RunAsync(args);
    }
}
