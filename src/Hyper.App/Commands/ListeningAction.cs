using System.CommandLine;
using System.CommandLine.Invocation;
using Hyper.App.Running;

namespace Hyper.App.Commands;

/// <summary>A program's own command, whose token the first signal cancels.</summary>
/// <param name="inner">What the command does.</param>
/// <param name="listen">Starts to listen for signals.</param>
internal sealed class ListeningAction(AsynchronousCommandLineAction inner, Func<Interruption> listen) : AsynchronousCommandLineAction
{
    /// <summary>Has a command and all below it listen.</summary>
    public static void GiveTo(Command command, Func<Interruption> listen)
    {
        if (command.Action is AsynchronousCommandLineAction action)
        {
            command.Action = new ListeningAction(action, listen);
        }

        foreach (var below in command.Subcommands)
        {
            GiveTo(below, listen);
        }
    }

    public override async Task<int> InvokeAsync(ParseResult parseResult, CancellationToken cancellationToken = default)
    {
        using var interruption = listen();
        return await inner.InvokeAsync(parseResult, interruption.Stop).ConfigureAwait(false);
    }
}
