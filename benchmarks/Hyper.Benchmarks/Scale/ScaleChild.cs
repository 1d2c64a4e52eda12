using System.Globalization;
using System.Text.Json;
using static TorchSharp.torch;

namespace Hyper.Benchmarks;

/// <summary>One size of one family, in a process of its own, whose peak memory is then that of the run.</summary>
internal static class ScaleChild
{
    /// <summary>The environment variable that makes a process such a child: family, count, threads and device.</summary>
    public const string Variable = "HYPERDSL_SCALE_CHILD";

    private const int Rows = 1_000;

    public static async Task<int> RunAsync(string what)
    {
        var parts = what.Split(' ');
        var (count, threads, device) = (
            long.Parse(parts[1], CultureInfo.InvariantCulture), int.Parse(parts[2], CultureInfo.InvariantCulture), parts[3]);
        var setting = ScaleSetting.All.Single(setting => setting.Family == parts[0] && setting.Count == count);
        using var data = Data(setting);
        var before = Resident("VmRSS");

        // Steps so small that no size runs away: what is measured does not depend on them.
        var settings = TuneElementwiseThousand.Settings with { LearningRate = 1e-7, HyperLearningRate = 1e-4, PerturbationScale = 1e-3 };

        // A long and a short run, so that what a run does once (its reports) is not counted as its steps'.
        var few = (int)Math.Clamp(200_000 / count, 2, 200);
        var many = few + Math.Max(4 * few, 40);
        await RunAsync(few);

        // Of one run: what .NET has not collected of earlier ones yet is not a run's need.
        var peak = Resident("VmHWM");
        var rounds = count < 10_000_000 ? 5 : 2;
        var times = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            var brief = await RunAsync(few);
            var whole = await RunAsync(many);
            times.Add((whole - brief) / (many - few));
        }

        var row = new ScaleRow(
            setting.Family, count, threads, device, Spread.Of(times), before / 1024, peak / 1024, GC.GetGCMemoryInfo(GCKind.Any).HeapSizeBytes / 1e6);
        Console.WriteLine(JsonSerializer.Serialize(row, Shared.Json).ReplaceLineEndings(" "));
        return 0;

        async Task<double> RunAsync(int steps) =>
            (await setting.RunAsync(data, JointBenchmark.StepsOnly(settings, steps, threads, device))).TotalMilliseconds;
    }

    private static DataSplits Data(ScaleSetting setting)
    {
        using var scope = NewDisposeScope();
        return new DataSplits(Split(), Split());

        Dataset Split() => new(rand(Rows, setting.Inputs).DetachFromDisposeScope(), rand(Rows, setting.Outputs).DetachFromDisposeScope());
    }

    /// <summary>A line of what Linux tells about the process, in KB; 0 elsewhere.</summary>
    private static double Resident(string name)
    {
        const string Path = "/proc/self/status";
        var line = File.Exists(Path) ? File.ReadLines(Path).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) : null;
        return line is null ? 0 : double.Parse(line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);
    }
}

/// <summary>One size of one family.</summary>
/// <param name="Family">The response family.</param>
/// <param name="Hyperparameters">Hyperparameters, and as many weights.</param>
/// <param name="Threads">Threads of libtorch's operations.</param>
/// <param name="Device">Where the run's tensors were.</param>
/// <param name="StepMs">Milliseconds a step.</param>
/// <param name="BaseMb">The process's memory before its first run, its data included, in MB.</param>
/// <param name="PeakMb">The most memory that the process had during its first run, in MB.</param>
/// <param name="ManagedMb">Of its memory, .NET's heap after the last collection, in MB.</param>
internal sealed record ScaleRow(
    string Family, long Hyperparameters, int Threads, string Device, Spread StepMs, double BaseMb, double PeakMb, double ManagedMb);
