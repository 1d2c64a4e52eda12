namespace Hyper.App.Records.Units;

/// <summary>What a unit needs of the machine that runs it. It is for whoever chooses the machine; whoever runs the unit does not measure it.</summary>
public sealed record UnitNeeds
{
    /// <summary>Processors.</summary>
    public int Processors { get; init; } = 1;

    /// <summary>Memory in MiB; 0 where nothing is known of it.</summary>
    public int MemoryMib { get; init; }

    /// <summary>GPUs.</summary>
    public int Gpus { get; init; }
}
