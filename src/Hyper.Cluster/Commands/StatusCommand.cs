using System.CommandLine;
using System.Text.Json;
using Hyper.Cluster.Clients;
using Hyper.Cluster.Ledger;
using Hyper.Cluster.Units;
using Hyper.Runtime;

namespace Hyper.Cluster.Commands;

/// <summary><c>cluster status</c>: how far the studies of a ledger are.</summary>
internal static class StatusCommand
{
    private static readonly JsonSerializerOptions format = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true, NewLine = "\n" };

    public static Command Create()
    {
        var study = new Argument<string?>("STUDY") { Arity = ArgumentArity.ZeroOrOne, Description = "The study; all of them where none is named." };
        var json = new Option<bool>("--json") { Description = "Writes it as JSON, and nothing else." };
        return ClusterCommand.Talking("status", "Says how far the studies of a ledger are.", [study], [json], async (parsed, connection, cancellation) =>
        {
            var name = parsed.GetValue(study);
            var names = name is null ? await connection.Ledger.GetGrain<IStudyIndexGrain>(0).AllAsync().ConfigureAwait(false) : [name];
            var found = new List<StudyStatus>();
            foreach (var one in names)
            {
                if (await new StudyClient(connection.Ledger, one).StatusAsync(cancellation).ConfigureAwait(false) is { } status)
                {
                    found.Add(status);
                }
            }

            if (name is not null && found.Count == 0)
            {
                throw Unknown(name);
            }

            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                output.WriteLine(JsonSerializer.Serialize(found, format));
                return 0;
            }

            foreach (var status in found)
            {
                output.WriteLine(ClusterCommand.Line(status));
                foreach (var unit in name is null ? [] : status.Now)
                {
                    output.WriteLine(FormattableString.Invariant($"  {unit.Number}, attempt {unit.Attempt}, {unit.Worker}{(unit.Progress is null ? "" : ": " + unit.Progress)}"));
                }
            }

            if (found.Count == 0)
            {
                output.WriteLine("This ledger has no studies.");
            }

            return 0;
        });
    }

    /// <summary>There is no such study.</summary>
    public static HyperDslException Unknown(string study) => new($"The ledger has no study named '{study}'. 'cluster status' lists those that it has.");
}
