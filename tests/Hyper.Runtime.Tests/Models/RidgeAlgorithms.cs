namespace Hyper.Runtime.Tests.Models;

// Ridge regression of digits by the algorithms that came after joint training.

[Experiment<RidgeUnitLinear>(Algorithm.SelfTuning, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000)]
public static partial class SelfTuneRidgeUnit;

[Experiment<RidgeUnitLinear>(Algorithm.DeltaSelfTuning, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000)]
public static partial class DeltaSelfTuneRidgeUnit;

[Experiment<RidgeScalarMlp>(Algorithm.Global, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000)]
public static partial class TuneRidgeScalarGlobally;
