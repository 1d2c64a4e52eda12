namespace Hyper.Runtime.Tests.Models;

// Ridge regression of digits by the algorithms that came after joint training.

[Experiment<RidgeUnit>(Algorithm.SelfTuning, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000, RestartAt = 0, Pooling = 0)]
public static partial class SelfTuneRidgeUnit;

[Experiment<RidgeUnit>(Algorithm.DeltaSelfTuning, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000, RestartAt = 0, Pooling = 0)]
public static partial class DeltaSelfTuneRidgeUnit;

[Experiment<RidgeScalar>(Algorithm.Global, Hypernetwork = Hypernetwork.Mlp, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000, Pooling = 0)]
public static partial class TuneRidgeScalarGlobally;
