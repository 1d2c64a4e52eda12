using System.Diagnostics;

namespace PaperFigures.Figures;

/// <summary>
/// Time by the wall and by the processor. On a machine that others use too, the first says how busy they are; the second is
/// work alone, and never less than the time that the work would take by the wall on a machine of its own.
/// </summary>
internal sealed class ProcessorClock
{
    private readonly Stopwatch wall = Stopwatch.StartNew();
    private readonly TimeSpan before = Environment.CpuUsage.TotalTime;

    /// <summary>Seconds by the wall since the clock was started.</summary>
    public double Seconds => wall.Elapsed.TotalSeconds;

    /// <summary>Seconds that all threads of the process have computed since then.</summary>
    public double ProcessorSeconds => (Environment.CpuUsage.TotalTime - before).TotalSeconds;
}
