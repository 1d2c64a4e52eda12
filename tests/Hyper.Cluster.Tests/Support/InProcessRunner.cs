using Hyper.App.Tests.Support;
using Hyper.Cluster.Units;
using Hyper.Cluster.Workers;

namespace Hyper.Cluster.Tests.Support;

/// <summary>Runs units in this process, by the very command that a child would run.</summary>
internal sealed class InProcessRunner : IUnitRunner
{
    public async Task<UnitEnd> RunAsync(UnitLease lease, IReadOnlyList<string>? gpus, Action<string> progress, CancellationToken stop)
    {
        using var temp = new TempFolder();
        await File.WriteAllTextAsync(temp["spec.json"], lease.Specification, stop);
        var said = await Cli.RunAsync(new HyperCluster(), "trial", "--spec", temp["spec.json"], "--out", temp["record.json"]);
        return said.Code == 0 ? new UnitEnd(await File.ReadAllTextAsync(temp["record.json"], stop)) : new UnitEnd(null, AttemptEnd.Refused, said.Errors.Trim());
    }
}
