using Hyper.Runtime.Checkpoints;

namespace Hyper.Runtime.Training.Algorithms;

/// <summary>What a caller holds over a run beside its settings; generated code makes it.</summary>
/// <param name="Experiment">The experiment's full name.</param>
/// <param name="Method">How it tunes: what is compiled in and no setting, in words.</param>
/// <param name="Checkpoints">Where the run keeps what it has become, and goes on from; null for nowhere.</param>
/// <param name="Stop">The wish to end after the step under way, with a result.</param>
public sealed record RunControl(string Experiment, string Method, CheckpointFolder? Checkpoints, CancellationToken Stop);
