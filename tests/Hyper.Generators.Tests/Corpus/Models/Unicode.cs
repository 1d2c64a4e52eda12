// Names in other alphabets.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Körper.Модели;

[HyperModel(Hypernetwork.Linear)]
public sealed partial class Größe
{
    [Linear(7, 5)] public partial HyperLinear Скрытый { get; }
    [Linear(5, 2)] public partial HyperLinear 出力 { get; }
    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor λ { get; }
    [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.9)] public partial HyperTensor Dämpfung { get; }

    [Forward] private Tensor Прогноз(Tensor x) => 出力.forward(Drop(relu(Скрытый.forward(x)), Dämpfung));
    [TrainingLoss] private Tensor Fit(Tensor ŷ, Tensor y) => cross_entropy(ŷ, y) + L2(λ);
    [ValidationLoss] private Tensor Score(Tensor ŷ, Tensor y) => cross_entropy(ŷ, y);
}

[Experiment<Größe>(Algorithm.SelfTuning)]
public static partial class Настройка;
