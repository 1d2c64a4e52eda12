using FashionCnn;
using static TorchSharp.torch;

namespace Hyper.Benchmarks;

/// <summary>A model and its joint step, in all the ways in which it is measured.</summary>
/// <param name="Name">The setting's name: in tables, on the command line and to the peers.</param>
/// <param name="Description">What it is, in a sentence.</param>
/// <param name="Settings">The experiment's numbers.</param>
/// <param name="Data">Creates the rows; the time of a step does not depend on what they show.</param>
/// <param name="RunAsync">The generated loop: tunes, and returns how long the steps took.</param>
/// <param name="TrainAsync">The same model's ordinary training.</param>
/// <param name="HandWritten">The plain TorchSharp loop.</param>
/// <param name="Cost">What a step cannot do without.</param>
internal sealed record JointSetting(
    string Name,
    string Description,
    ExperimentSettings Settings,
    Func<DataSplits> Data,
    Func<DataSplits, ExperimentSettings, IProgress<TuningProgress>?, Task<TimeSpan>> RunAsync,
    Func<DataSplits, ExperimentSettings, Task<TimeSpan>> TrainAsync,
    Func<DataSplits, Device, JointLoop> HandWritten,
    StepCost Cost)
{
    /// <summary>The settings that the goals are stated for.</summary>
    public static IReadOnlyList<JointSetting> All { get; } =
    [
        new(
            "figure-6",
            "784 to 10, ten hyperparameters (one L2 a class), Linear",
            TuneFigureSix.Settings,
            () => RandomRows.Create(784, oneHot: true),
            async (data, settings, progress) =>
            {
                using var result = await TuneFigureSix.RunAsync(data, settings, progress);
                return result.Elapsed;
            },
            async (data, settings) =>
            {
                using var result = await TuneFigureSix.TrainAtAsync(new FigureSix.Hyperparameters(), data, settings);
                return result.Elapsed;
            },
            (data, device) => new FigureSixLoop(data, device),
            new StepCost().Dense(784, 10, first: true).Linear(10, 7_850).Hyperparameters(10, 7_850)),
        new(
            "figure-5",
            "784 to 10, 7,850 hyperparameters (one L2 a weight), Factorized of rank 10",
            TuneFigureFive.Settings,
            () => RandomRows.Create(784, oneHot: true),
            async (data, settings, progress) =>
            {
                using var result = await TuneFigureFive.RunAsync(data, settings, progress);
                return result.Elapsed;
            },
            async (data, settings) =>
            {
                using var result = await TuneFigureFive.TrainAtAsync(new FigureFive.Hyperparameters(), data, settings);
                return result.Elapsed;
            },
            (data, device) => new FigureFiveLoop(data, device),
            new StepCost().Dense(784, 10, first: true).Factorized(7_850, 7_850, 10).Hyperparameters(7_850, 7_850)),
        new(
            "three-layers",
            "784 to 100 to 100 to 10, 89,610 hyperparameters (one L2 a weight), Factorized of rank 10",
            TuneThreeLayers.Settings,
            () => RandomRows.Create(784, oneHot: true),
            async (data, settings, progress) =>
            {
                using var result = await TuneThreeLayers.RunAsync(data, settings, progress);
                return result.Elapsed;
            },
            async (data, settings) =>
            {
                using var result = await TuneThreeLayers.TrainAtAsync(new ThreeLayers.Hyperparameters(), data, settings);
                return result.Elapsed;
            },
            (data, device) => new ThreeLayersLoop(data, device),
            CostOfThreeLayers().Factorized(89_610, 89_610, 10)),
        new(
            "three-layers-each",
            "784 to 100 to 100 to 10, 89,610 hyperparameters (one L2 a weight), Elementwise",
            TuneThreeLayersEach.Settings,
            () => RandomRows.Create(784, oneHot: true),
            async (data, settings, progress) =>
            {
                using var result = await TuneThreeLayersEach.RunAsync(data, settings, progress);
                return result.Elapsed;
            },
            async (data, settings) =>
            {
                using var result = await TuneThreeLayersEach.TrainAtAsync(new ThreeLayers.Hyperparameters(), data, settings);
                return result.Elapsed;
            },
            (data, device) => new ThreeLayersEachLoop(data, device),
            CostOfThreeLayers().Elementwise(89_610)),
        new(
            "fashion-cnn",
            "the sample FashionCnn's network of 52,138 weights, seven hyperparameters, Structured",
            TuneClothesJointly.Settings,
            () => RandomRows.Create(784, oneHot: false),
            async (data, settings, progress) =>
            {
                using var result = await TuneClothesJointly.RunAsync(data, settings, progress);
                return result.Elapsed;
            },
            async (data, settings) =>
            {
                using var result = await TuneClothesJointly.TrainAtAsync(new ClothesClassifier.Hyperparameters(), data, settings);
                return result.Elapsed;
            },
            (data, device) => new ClothesLoop(data, device),
            new StepCost().Convolution(1, 8, 28, first: true).Activation(8 * 28 * 28).Convolution(8, 16, 14).Activation(16 * 14 * 14)
                .Dense(784, 64).Activation(64).Dense(64, 10).Structured(7, 52_138, 196).Hyperparameters(7, 52_138)),
    ];

    // Without the response, which is what the two settings of three layers differ in.
    private static StepCost CostOfThreeLayers() => new StepCost()
        .Dense(784, 100, first: true).Activation(100).Dense(100, 100).Activation(100).Dense(100, 10).Hyperparameters(89_610, 89_610);
}
