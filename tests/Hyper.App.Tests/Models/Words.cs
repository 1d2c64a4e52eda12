using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Hyper.App.Tests.Models;

/// <summary>Takes quantities and whole numbers, an input each.</summary>
[HyperModel(Hypernetwork.Linear)]
public sealed partial class Words
{
    [Embedding(5, 3)] public partial HyperEmbedding Table { get; }

    [Linear(5, 2)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-2, Scale = Scale.Log)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor numbers, Tensor tokens) => Output.forward(cat([numbers, Table.forward(tokens).mean([1])], 1));

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => mse_loss(outputs, targets) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => mse_loss(outputs, targets);
}

/// <summary>Tunes <see cref="Words"/>.</summary>
[Experiment<Words>(Algorithm.Joint, Steps = 20, BatchSize = 8, ValidationBatchSize = 8, Seed = 3)]
public static partial class TuneWords;
