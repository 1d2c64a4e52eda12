using Hyper.Dsl;

namespace Hyper.App.Reporting.Tests.Exporting;

[Experiment<LinearLayers>(Algorithm.Joint, Steps = 12, BatchSize = 8, ValidationBatchSize = 8, Seed = 3)]
public static partial class TuneLinearLayers;

[Experiment<Conv1dLayers>(Algorithm.Joint, Steps = 12, BatchSize = 8, ValidationBatchSize = 8, Seed = 3)]
public static partial class TuneConv1dLayers;

[Experiment<Conv2dLayers>(Algorithm.Joint, Steps = 12, BatchSize = 8, ValidationBatchSize = 8, Seed = 3)]
public static partial class TuneConv2dLayers;

[Experiment<TransposedLayers>(Algorithm.Joint, Steps = 12, BatchSize = 8, ValidationBatchSize = 8, Seed = 3)]
public static partial class TuneTransposedLayers;

[Experiment<EmbeddingLayers>(Algorithm.Joint, Steps = 12, BatchSize = 8, ValidationBatchSize = 8, Seed = 3)]
public static partial class TuneEmbeddingLayers;

[Experiment<NormLayers>(Algorithm.Joint, Steps = 12, BatchSize = 8, ValidationBatchSize = 8, Seed = 3)]
public static partial class TuneNormLayers;

[Experiment<BatchNormLayers>(Algorithm.Joint, Steps = 12, BatchSize = 8, ValidationBatchSize = 8, Seed = 3)]
public static partial class TuneBatchNormLayers;

[Experiment<LstmLayers>(Algorithm.Joint, Steps = 12, BatchSize = 8, ValidationBatchSize = 8, Seed = 3)]
public static partial class TuneLstmLayers;

[Experiment<GruLayers>(Algorithm.Joint, Steps = 12, BatchSize = 8, ValidationBatchSize = 8, Seed = 3)]
public static partial class TuneGruLayers;

[Experiment<SharedLayers>(Algorithm.Joint, Steps = 12, BatchSize = 8, ValidationBatchSize = 8, Seed = 3)]
public static partial class TuneSharedLayers;
