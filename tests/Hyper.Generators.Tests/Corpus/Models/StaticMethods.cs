// Losses that are static, because only the forward method reads hyperparameters.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Corpus.Styles;

[HyperModel(Hypernetwork.Linear)]
internal partial class StaticMethods
{
    [Linear(50, 25)] internal partial HyperLinear Hidden { get; }
    [Linear(25, 5)] internal partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 0.3, Min = 0, Max = 0.9)] internal partial HyperTensor Early { get; }
    [Hyperparameter(Initial = 0.3, Min = 0, Max = 0.9)] internal partial HyperTensor Late { get; }

    [Forward] public Tensor Predict(Tensor x) => Output.forward(Drop(relu(Hidden.forward(Drop(x, Early))), Late));

    [TrainingLoss] public static Tensor Fit(Tensor logits, Tensor labels) => Loss(logits, labels);

    [ValidationLoss] public static Tensor Score(Tensor logits, Tensor labels) => Loss(logits, labels);

    private static Tensor Loss(Tensor logits, Tensor labels) => nll_loss(log_softmax(logits, 1), labels);
}

[Experiment<StaticMethods>(Seed = -1)]
internal static partial class TuneStaticMethods;
