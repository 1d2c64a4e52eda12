using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Hyper.Runtime.Tests.Models;

/// <summary>Quantities beside the tokens that an embedding reads: two inputs of different types and shapes.</summary>
[HyperModel(Hypernetwork.Linear)]
public sealed partial class NumbersAndTokens
{
    [Embedding(7, 3)] public partial HyperEmbedding Words { get; }
    [Linear(10, 6)] public partial HyperLinear Hidden { get; }
    [Linear(6, 3)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)]
    public partial HyperTensor WeightDecay { get; }

    [Hyperparameter(Initial = 0.2, Min = 0, Max = 0.9)]
    public partial HyperTensor Dropout { get; }

    [Forward]
    private Tensor Predict(Tensor numbers, Tensor tokens)
    {
        var words = Words.forward(tokens).view(-1, 6);
        return Output.forward(Drop(tanh(Hidden.forward(cat([numbers, words], 1))), Dropout));
    }

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => cross_entropy(outputs, targets) + L2(WeightDecay);

    [ValidationLoss]
    private Tensor Score(Tensor outputs, Tensor targets) => cross_entropy(outputs, targets);

    [Metric(HigherIsBetter = true)]
    private Tensor Right(Tensor outputs, Tensor targets) => outputs.argmax(1).eq(targets).to(ScalarType.Float64).mean();
}

[Experiment<NumbersAndTokens>(Algorithm.Joint, Steps = 80, BatchSize = 16, ValidationBatchSize = 16, LearningRate = 0.01)]
public static partial class TuneNumbersAndTokens;

[Experiment<NumbersAndTokens>(Algorithm.SelfTuning, Steps = 40, BatchSize = 16, ValidationBatchSize = 16)]
public static partial class SelfTuneNumbersAndTokens;

[Experiment<NumbersAndTokens>(Algorithm.DeltaSelfTuning, Steps = 40, BatchSize = 16, ValidationBatchSize = 16)]
public static partial class DeltaSelfTuneNumbersAndTokens;

[Experiment<NumbersAndTokens>(Algorithm.Global, Steps = 30, HyperSteps = 20, BatchSize = 16, ValidationBatchSize = 16)]
public static partial class GlobalNumbersAndTokens;

[Experiment<NumbersAndTokens>(Algorithm.Random, Steps = 20, Trials = 3, BatchSize = 16)]
public static partial class SearchNumbersAndTokens;

/// <summary>Three inputs, which are only added up, so that every rule about derivatives holds: for methods that differentiate twice.</summary>
[HyperModel(Hypernetwork.Linear)]
public sealed partial class ThreeInputs
{
    [Linear(4, 5)] public partial HyperLinear First { get; }
    [Linear(2, 5)] public partial HyperLinear Second { get; }
    [Linear(5, 1)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-2, Scale = Scale.Log)]
    public partial HyperTensor WeightDecay { get; }

    [Forward]
    private Tensor Predict(Tensor rows, Tensor @class, Tensor weight) => Output.forward(tanh(First.forward(rows) + Second.forward(@class))) * weight;

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => mse_loss(outputs, targets) + L2(WeightDecay);

    [ValidationLoss]
    private Tensor Score(Tensor outputs, Tensor targets) => mse_loss(outputs, targets);
}

[Experiment<ThreeInputs>(Algorithm.Implicit, Steps = 20, BatchSize = 16, ValidationBatchSize = 16)]
public static partial class ImplicitThreeInputs;

[Experiment<ThreeInputs>(Algorithm.Unrolled, Steps = 4, BatchSize = 16, ValidationBatchSize = 16)]
public static partial class UnrolledThreeInputs;

[Experiment<ThreeInputs>(Algorithm.Joint, Hypernetwork = Hypernetwork.Curvature, Steps = 20, BatchSize = 16, ValidationBatchSize = 16)]
public static partial class CurvatureThreeInputs;

[Experiment<ThreeInputs>(Algorithm.SingleLoop, Steps = 20, BatchSize = 16, ValidationBatchSize = 16)]
public static partial class SingleLoopThreeInputs;
