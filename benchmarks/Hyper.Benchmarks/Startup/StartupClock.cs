using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Hyper.Benchmarks;

/// <summary>When the first code of this assembly ran: before the generated initializer that loads libtorch.</summary>
internal static class StartupClock
{
    /// <summary>Milliseconds from the start of the process.</summary>
    public static double Initialized { get; private set; }

    /// <summary>Milliseconds from the start of the process to now, by the system's clock.</summary>
    public static double Now
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return (DateTime.Now - process.StartTime).TotalMilliseconds;
        }
    }

    // Initializers run in the order of the compilation's files, of which generated ones come last.
    [ModuleInitializer]
    internal static void Start()
    {
        if (Environment.GetEnvironmentVariable(StartupChild.Variable) is not null)
        {
            Initialized = Now;
        }
    }
}
