using System.Globalization;
using Hyper.Cluster.Units;

namespace Hyper.Cluster.Workers;

/// <summary>What a worker is, and has.</summary>
public sealed record WorkerOptions
{
    /// <summary>Its name in the ledger; no two workers are to have the same one.</summary>
    public string Name { get; init; } = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}-{Environment.ProcessId}");

    /// <summary>The program whose units it takes.</summary>
    public required string Program { get; init; }

    /// <summary>What it has for units.</summary>
    public Resources Room { get; init; } = OfMachine(gpus: 0);

    /// <summary>The GPUs that it has, as the driver numbers them; empty where units are to see what there is.</summary>
    public IReadOnlyList<string> Gpus { get; init; } = [];

    /// <summary>Units at a time, however much room there is.</summary>
    public int MostUnits { get; init; } = int.MaxValue;

    /// <summary>How long it waits at most before it asks for units again where there were none.</summary>
    public TimeSpan IdleMost { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long it goes on to report a unit's end to a ledger that does not answer.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>What this machine has.</summary>
    /// <param name="gpus">How many GPUs.</param>
    public static Resources OfMachine(int gpus) =>
        new(Environment.ProcessorCount, (int)Math.Min(int.MaxValue, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1L << 20)), gpus);
}
