using System.CommandLine;
using Hyper.Cluster.Clients;

namespace Hyper.Cluster.Commands;

/// <summary><c>cluster cancel</c>: ends a study.</summary>
internal static class CancelCommand
{
    public static Command Create()
    {
        var study = new Argument<string>("STUDY") { Description = "The study." };
        return ClusterCommand.Talking("cancel", "Ends every unit of a study that is open; what is done stays.", [study], [], async (parsed, connection, cancellation) =>
        {
            var client = new StudyClient(connection.Ledger, parsed.GetValue(study)!);
            if (await client.StatusAsync(cancellation).ConfigureAwait(false) is null)
            {
                throw StatusCommand.Unknown(client.Study);
            }

            await client.CancelAsync(cancellation).ConfigureAwait(false);
            parsed.InvocationConfiguration.Output.WriteLine(ClusterCommand.Line((await client.StatusAsync(cancellation).ConfigureAwait(false))!));
            return 0;
        });
    }
}
