using static TorchSharp.torch;

namespace PaperFigures.Models;

/// <summary>Figure 8: one L2 strength a class, drawn from [−3, 3], and a hypernetwork that can bend.</summary>
[HyperModel(Hypernetwork.Mlp, HiddenUnits = 50)]
public sealed partial class ClassDecay
{
    [Linear(784, 10)] public partial HyperLinear Output { get; }

    /// <summary>From exp(−3) to exp(3).</summary>
    [Hyperparameter(Initial = 1, Scale = Scale.Log, Per = Per.Unit, Prior = Prior.LogUniform, PriorMin = 0.049787068367863944, PriorMax = 20.085536923187668)]
    public partial HyperTensor WeightDecay { get; }

    [Forward]
    private Tensor Predict(Tensor pixels) => Output.forward(pixels);

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => (outputs - targets).square().sum([1L]).mean() + L2(WeightDecay);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => (outputs - targets).square().sum([1L]).mean();
}

/// <summary>Figure 8: a response over the whole box.</summary>
[Experiment<ClassDecay>(
    Algorithm.Global, Steps = 24_000, HyperSteps = 1, HyperSamples = 16, Rows = SampleRows.Repeat, LearningRate = 1e-3, Pooling = 0)]
public static partial class LearnClassResponse;
