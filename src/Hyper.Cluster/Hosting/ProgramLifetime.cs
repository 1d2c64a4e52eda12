using Microsoft.Extensions.Hosting;

namespace Hyper.Cluster.Hosting;

/// <summary>A host that lives as long as its program wants: signals are the program's own, and a first Ctrl-C must not take the ledger from under a search.</summary>
internal sealed class ProgramLifetime : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
