using Hyper.Cluster.Units;

namespace Hyper.Cluster.Workers;

/// <summary>Runs units.</summary>
public interface IUnitRunner
{
    /// <summary>Runs one.</summary>
    /// <param name="lease">The unit.</param>
    /// <param name="gpus">The GPUs that it may use; null where nothing is known of GPUs.</param>
    /// <param name="progress">Receives how far it is, a line at a time.</param>
    /// <param name="stop">Ends it: whatever it has come to is thrown away.</param>
    /// <returns>Its record, or how it ended without.</returns>
    /// <exception cref="Hyper.Runtime.HyperDslException">Nothing can be run here.</exception>
    Task<UnitEnd> RunAsync(UnitLease lease, IReadOnlyList<string>? gpus, Action<string> progress, CancellationToken stop);
}

/// <summary>How a unit ended.</summary>
/// <param name="Record">Its record; null where there is none.</param>
/// <param name="End">How it ended without one.</param>
/// <param name="Words">What was said of that.</param>
public sealed record UnitEnd(string? Record, AttemptEnd End = default, string Words = "");
