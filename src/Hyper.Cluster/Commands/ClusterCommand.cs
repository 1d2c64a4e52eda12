using System.CommandLine;
using Hyper.Cluster.Hosting;
using Hyper.Cluster.Units;
using Hyper.Runtime;
using Microsoft.Extensions.Hosting;

namespace Hyper.Cluster.Commands;

/// <summary>The command <c>cluster</c>: a ledger, its workers, and what is in it.</summary>
public static class ClusterCommand
{
    /// <summary>The command.</summary>
    /// <param name="ledgerHost">Makes the host of a ledger, where it is to be another than a plain one: given its options and the port of a dashboard; null for a plain one, without a dashboard.</param>
    public static Command Create(Func<LedgerOptions, int?, IHost>? ledgerHost = null) => new(
        "cluster",
        "Many machines: a ledger, and workers that run units of work. Exit codes: 0 done, 1 failed or a unit did, 2 the command line is wrong, 130 interrupted.")
    {
        UpCommand.Create(ledgerHost),
        WorkerCommand.Create(),
        StatusCommand.Create(),
        SubmitCommand.Create(),
        LogsCommand.Create(),
        CancelCommand.Create(),
    };

    /// <summary>A command that talks to a ledger.</summary>
    internal static Command Talking(
        string name, string description, IEnumerable<Argument> arguments, IEnumerable<Option> options, Func<ParseResult, LedgerConnection, CancellationToken, Task<int>> act)
    {
        var (address, shared) = (ClusterOptions.Address(), new ClusterOptions());
        var command = new Command(name, description);
        foreach (var argument in arguments)
        {
            command.Arguments.Add(argument);
        }

        foreach (var option in (Option[])[address, .. options, .. shared.All])
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellation) => RunAsync(parsed, async () =>
        {
            await using var connection = await LedgerConnection.ConnectAsync(
                ClusterAddress.Parse(parsed.GetValue(address)!), shared.Name(parsed), shared.Certificate(parsed), _ => { }, cancellation).ConfigureAwait(false);
            return await act(parsed, connection, cancellation).ConfigureAwait(false);
        }));
        return command;
    }

    /// <summary>Runs a command: what went wrong is one line.</summary>
    internal static async Task<int> RunAsync(ParseResult parsed, Func<Task<int>> act)
    {
        try
        {
            return await act().ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is HyperDslException or IOException or UnauthorizedAccessException)
        {
            parsed.InvocationConfiguration.Error.WriteLine($"error: {problem.Message}");
            return 1;
        }
        catch (OperationCanceledException)
        {
            parsed.InvocationConfiguration.Error.WriteLine("interrupted");
            return 130;
        }
    }

    /// <summary>How far a study is, in a line.</summary>
    internal static string Line(StudyStatus status) => FormattableString.Invariant(
        $"{status.Study}: {status.Done} of {status.Units()} done, {status.Leased} with workers, {status.Waiting} waiting, {status.Failed} failed, {status.Cancelled} cancelled{(status.LostAttempts > 0 ? $", {status.LostAttempts} attempts lost" : "")}{(status.IsOpen ? "; more may come" : "")} ({status.Program})");
}
