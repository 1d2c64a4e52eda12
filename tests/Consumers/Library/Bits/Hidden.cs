using Hyper.Dsl;
using Hyper.Runtime.Layers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Models;

[HyperModel]
internal sealed partial class Hidden
{
    [Linear(64, 10)] public partial HyperLinear Output { get; }
    [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.9)] public partial HyperTensor Dropout { get; }
    [Forward] private Tensor Predict(Tensor pixels) => Output.forward(Drop(pixels, Dropout));
    [TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
    [ValidationLoss] private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
}

[Experiment<Hidden>(Steps = 40, Seed = 7)]
internal static partial class TuneHidden;
