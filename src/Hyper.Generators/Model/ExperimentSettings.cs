using Hyper.Dsl;

namespace Hyper.Generators.Model;

/// <summary>The values of an <see cref="ExperimentAttribute{TModel}"/>, its defaults filled in.</summary>
internal sealed record ExperimentSettings(
    Algorithm Algorithm,
    int Steps,
    int BatchSize,
    int ValidationBatchSize,
    int HyperSamples,
    SampleRows Rows,
    double PerturbationScale,
    double LearningRate,
    double HyperLearningRate,
    OptimizerKind Optimizer,
    OptimizerKind HyperOptimizer,
    double Momentum,
    LearningRateSchedule Schedule,
    int WarmupSteps,
    int Seed);
