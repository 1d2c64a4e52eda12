namespace Hyper.Runtime.Tests.Models;

// Runs of families that no other test runs as a whole.

[Experiment<SmallStructuredResponse>(Algorithm.Joint, BatchSize = 16, ValidationBatchSize = 16, HyperSamples = 2, Seed = 3)]
public static partial class TuneSmallStructured;

[Experiment<SmallStructuredResponse>(Algorithm.DeltaSelfTuning, BatchSize = 16, ValidationBatchSize = 16, Linearized = false, Seed = 3)]
public static partial class DeltaSelfTuneSmallStructured;

[Experiment<SmallCenteredResponse>(Algorithm.Joint, BatchSize = 16, ValidationBatchSize = 16, Antithetic = true, HyperSamples = 2, Seed = 3)]
public static partial class TuneSmallCentered;

[Experiment<SmallHybrid>(Algorithm.Joint, BatchSize = 16, ValidationBatchSize = 16, FineTuningSteps = 1, Seed = 3)]
public static partial class TuneSmallHybrid;
