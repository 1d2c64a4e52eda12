using System.CommandLine;
using Hyper.Cluster.Clients;

namespace Hyper.Cluster.Commands;

/// <summary><c>cluster logs</c>: what became of attempts that ended without a record.</summary>
internal static class LogsCommand
{
    public static Command Create()
    {
        var study = new Argument<string>("STUDY") { Description = "The study." };
        var unit = new Argument<int?>("UNIT") { Arity = ArgumentArity.ZeroOrOne, Description = "The unit's number; all of them where none is given." };
        return ClusterCommand.Talking("logs", "Shows the attempts at units that ended without a record, and why.", [study, unit], [], async (parsed, connection, cancellation) =>
        {
            var client = new StudyClient(connection.Ledger, parsed.GetValue(study)!);
            if (await client.StatusAsync(cancellation).ConfigureAwait(false) is null)
            {
                throw StatusCommand.Unknown(client.Study);
            }

            var output = parsed.InvocationConfiguration.Output;
            foreach (var number in parsed.GetValue(unit) is { } one ? [one] : await client.NumbersAsync(cancellation).ConfigureAwait(false))
            {
                foreach (var attempt in await client.AttemptsAsync(number, cancellation).ConfigureAwait(false) ?? [])
                {
                    output.WriteLine(FormattableString.Invariant($"{attempt.Ended:u} {client.Study}/{number}, attempt {attempt.Number}, {attempt.Worker}: {attempt.End}: {attempt.Words}"));
                }
            }

            return 0;
        });
    }
}
