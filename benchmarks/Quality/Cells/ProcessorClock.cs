namespace Hyper.Quality;

/// <summary>
/// Seconds that all threads of this process have computed since the clock was started, which is the work of one cell: a process measures
/// one at a time. On a busy machine they say what time by the wall does not.
/// </summary>
internal sealed class ProcessorClock
{
    // Of processes that work for this one.
    private static TimeSpan elsewhere;

    private readonly TimeSpan before = Now;

    /// <summary>Seconds since the start.</summary>
    public double Seconds => (Now - before).TotalSeconds;

    private static TimeSpan Now => Environment.CpuUsage.TotalTime + elsewhere;

    /// <summary>Adds the processor time of another process.</summary>
    public static void Add(TimeSpan time) => elsewhere += time;
}
