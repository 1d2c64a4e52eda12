using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Hyper.Runtime.Tests.Models;

// Small networks of the newer layers, for runs as a whole.

[HyperModel(Hypernetwork.Factorized, Rank = 2)]
public sealed partial class SmallConvNet
{
    [Conv2d(1, 4, 3, Padding = 1)] public partial HyperConv2d Stem { get; }

    [BatchNorm(4)] public partial HyperBatchNorm Norm { get; }

    [Conv2d(4, 6, 3, Stride = 2, Groups = 2)] public partial HyperConv2d Middle { get; }

    [GroupNorm(2, 6)] public partial HyperGroupNorm Groups { get; }

    [Linear(6, 3)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log, Per = Per.Layer)]
    public partial HyperTensor WeightDecay { get; }

    [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.9)]
    public partial HyperTensor Dropout { get; }

    [Forward]
    private Tensor Predict(Tensor images)
    {
        var stem = F.relu(Norm.forward(Stem.forward(images)));
        var middle = F.relu(Groups.forward(Middle.forward(stem))).mean([2, 3]);
        return Output.forward(Drop(middle, Dropout));
    }

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels) => F.cross_entropy(logits, labels) + L2(WeightDecay);

    [ValidationLoss]
    private static Tensor Score(Tensor logits, Tensor labels) => F.cross_entropy(logits, labels);
}

[Experiment<SmallConvNet>(Algorithm.Joint, Steps = 250, BatchSize = 20, ValidationBatchSize = 20, HyperSamples = 2, LearningRate = 1e-2, Seed = 5)]
public static partial class TuneSmallConvNet;

[HyperModel(Hypernetwork.Linear)]
public sealed partial class SmallSequenceNet
{
    [Embedding(6, 5)] public partial HyperEmbedding Words { get; }

    [Lstm(5, 8)] public partial HyperLstm Memory { get; }

    [LayerNorm(8)] public partial HyperLayerNorm Norm { get; }

    [Linear(8, 2)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-4, Scale = Scale.Log)]
    public partial HyperTensor WeightDecay { get; }

    [Forward]
    private Tensor Predict(Tensor numbers) => Output.forward(Norm.forward(Memory.forward(Words.forward(numbers)).Hidden));

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels) => F.cross_entropy(logits, labels) + L2(WeightDecay);

    [ValidationLoss]
    private static Tensor Score(Tensor logits, Tensor labels) => F.cross_entropy(logits, labels);
}

[Experiment<SmallSequenceNet>(Algorithm.Joint, Steps = 250, BatchSize = 30, ValidationBatchSize = 30, HyperSamples = 3, LearningRate = 1e-2, Seed = 5)]
public static partial class TuneSmallSequenceNet;

[HyperModel(Hypernetwork.Mlp, HiddenUnits = 5)]
public sealed partial class SmallSharedNet
{
    [SharedModule]
    private readonly nn.Module<Tensor, Tensor> stem = nn.Sequential(nn.Linear(8, 6), nn.BatchNorm1d(6), nn.Dropout(0.2), nn.Tanh());

    [Linear(6, 3)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)]
    public partial HyperTensor WeightDecay { get; }

    public nn.Module Stem => stem;

    [Forward]
    private Tensor Predict(Tensor rows) => Output.forward(stem.forward(rows));

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels) => F.cross_entropy(logits, labels) + L2(WeightDecay);

    [ValidationLoss]
    private static Tensor Score(Tensor logits, Tensor labels) => F.cross_entropy(logits, labels);
}

[Experiment<SmallSharedNet>(Algorithm.Joint, Steps = 250, BatchSize = 20, ValidationBatchSize = 20, HyperSamples = 2, LearningRate = 1e-2, Seed = 5)]
public static partial class TuneSmallSharedNet;
