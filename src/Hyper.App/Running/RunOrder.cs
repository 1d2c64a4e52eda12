using Hyper.App.Carrying;
using Hyper.App.Records;
using Hyper.Runtime.Runs;

namespace Hyper.App.Running;

/// <summary>A run that somebody wants, with all that the command line says of it.</summary>
/// <param name="Experiment">What runs.</param>
/// <param name="Specification">Its rows, seed, device, settings and start.</param>
internal sealed record RunOrder(ExperimentEntry Experiment, RunSpecification Specification)
{
    /// <summary>The run folder; null for one named after experiment and time.</summary>
    public string? Folder { get; init; }

    /// <summary>Whether a run that is in the folder goes on.</summary>
    public bool Resume { get; init; }

    /// <summary>Time between two checkpoints.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether a report is written at the end.</summary>
    public bool Report { get; init; } = true;

    /// <summary>Begins to carry the trials of a search, where the command line asks for it; gives null where nobody carries them.</summary>
    public Func<CarriageOrder, CancellationToken, Task<ICarriage?>> Carry { get; init; } = (_, _) => Task.FromResult<ICarriage?>(null);

    /// <summary>The command line, for the record.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];
}
