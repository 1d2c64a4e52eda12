using Hyper.Runtime;

namespace Hyper.Cluster.Workers;

/// <summary>Calls of a ledger that may be away for a while: its silo dies, its storage starts again. Each call may be made twice.</summary>
internal static class Patience
{
    private static readonly TimeSpan first = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan longest = TimeSpan.FromSeconds(2);

    /// <summary>Calls until there is an answer.</summary>
    /// <param name="call">The call.</param>
    /// <param name="patience">How long it may take.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="HyperDslException">There was none in that time.</exception>
    public static async Task<T> CallAsync<T>(Func<Task<T>> call, TimeSpan patience, CancellationToken cancellation)
    {
        var start = TimeProvider.System.GetTimestamp();
        for (var wait = first; ; wait = wait * 2 < longest ? wait * 2 : longest)
        {
            try
            {
                return await call().ConfigureAwait(false);
            }
            catch (Exception problem) when (problem is not HyperDslException && !cancellation.IsCancellationRequested)
            {
                if (TimeProvider.System.GetElapsedTime(start) > patience)
                {
                    throw new HyperDslException($"The ledger has not answered for {patience.TotalSeconds:F0} seconds: {problem.GetType().Name}: {problem.Message}", problem);
                }
            }

            await Task.Delay(wait, cancellation).ConfigureAwait(false);
        }
    }
}
