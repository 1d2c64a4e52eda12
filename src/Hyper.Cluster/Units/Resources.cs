using System.Globalization;
using Hyper.App.Records.Units;

namespace Hyper.Cluster.Units;

/// <summary>What a unit needs, or a machine has.</summary>
/// <param name="Processors">Processors.</param>
/// <param name="MemoryMib">Memory in MiB; of a unit, 0 where nothing is known of it.</param>
/// <param name="Gpus">GPUs.</param>
[GenerateSerializer]
[Immutable]
public readonly record struct Resources([property: Id(0)] int Processors, [property: Id(1)] int MemoryMib, [property: Id(2)] int Gpus)
{
    /// <summary>The needs that a specification says.</summary>
    public static Resources Of(UnitNeeds needs)
    {
        ArgumentNullException.ThrowIfNull(needs);
        return new Resources(needs.Processors, needs.MemoryMib, needs.Gpus);
    }

    /// <summary>Whether there is room for it.</summary>
    public bool FitsIn(Resources room) => Processors <= room.Processors && MemoryMib <= room.MemoryMib && Gpus <= room.Gpus;

    /// <summary>What is left of it.</summary>
    public Resources Without(Resources taken) => new(Processors - taken.Processors, MemoryMib - taken.MemoryMib, Gpus - taken.Gpus);

    /// <summary>Both together.</summary>
    public Resources With(Resources more) => new(Processors + more.Processors, MemoryMib + more.MemoryMib, Gpus + more.Gpus);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Processors} processors, {MemoryMib} MiB, {Gpus} GPUs");
}
