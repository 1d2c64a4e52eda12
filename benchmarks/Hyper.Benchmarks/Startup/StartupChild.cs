using System.Text.Json;
using Hyper.Runtime.Native;
using Quickstart;

namespace Hyper.Benchmarks;

/// <summary>What the Quickstart does up to its first step, in a process of its own that tells when each part was done.</summary>
internal static class StartupChild
{
    /// <summary>The environment variable that makes a process such a child.</summary>
    public const string Variable = "HYPERDSL_STARTUP_CHILD";

    /// <summary>Runs to the first step and writes the times as one line of JSON.</summary>
    public static async Task<int> RunAsync()
    {
        var main = StartupClock.Now;
        NativeBackend.EnsureLoaded();
        var loaded = StartupClock.Now;
        using var all = Digits.Load();
        using var splits = DataSplits.Random(all, TuneDigits.Settings.Seed, 200, 500, (int)all.Count - 700);
        var read = StartupClock.Now;
        using var stop = new CancellationTokenSource();
        var first = new FirstReport(stop);
        try
        {
            using var result = await TuneDigits.RunAsync(splits, TuneDigits.Settings with { ReportEvery = 1, HealthChecks = 0 }, first, stop.Token);
        }
        catch (OperationCanceledException)
        {
            // The run has done what it was started for.
        }

        Console.WriteLine(JsonSerializer.Serialize(new StartupTimes(StartupClock.Initialized, main, loaded, read, first.At), Shared.Json).ReplaceLineEndings(" "));
        return 0;
    }

    private sealed class FirstReport(CancellationTokenSource stop) : IProgress<TuningProgress>
    {
        public double At { get; private set; }

        public void Report(TuningProgress value)
        {
            if (At == 0)
            {
                At = StartupClock.Now;
                stop.Cancel();
            }
        }
    }
}

/// <summary>Milliseconds from the start of the process to the end of each part.</summary>
/// <param name="Runtime">The .NET runtime runs the program's first code.</param>
/// <param name="Main">libtorch's files are mapped and linked.</param>
/// <param name="Verified">libtorch has computed a first product.</param>
/// <param name="Data">The digits are read and dealt out.</param>
/// <param name="Step">The first joint step is done and reported.</param>
internal sealed record StartupTimes(double Runtime, double Main, double Verified, double Data, double Step);
