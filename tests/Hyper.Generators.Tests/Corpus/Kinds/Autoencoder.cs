// Compresses and restores its input.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Kinds;

[HyperModel]
public sealed partial class Autoencoder
{
    [Linear(20, 8)] public partial HyperLinear Encoder { get; }
    [Linear(8, 20)] public partial HyperLinear Decoder { get; }
    [Hyperparameter(Initial = 0.1, Min = 0, Max = 1)] public partial HyperTensor Noise { get; }
    [Hyperparameter(Initial = 1e-4, Scale = Scale.Log)] public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Restore(Tensor x) => torch.sigmoid(Decoder.forward(relu(Encoder.forward(AddNoise(x, Noise)))));

    [TrainingLoss] private Tensor Fit(Tensor outputs, Tensor targets) => binary_cross_entropy(outputs, targets) + L2(Decay);
    [ValidationLoss] private Tensor Score(Tensor outputs, Tensor targets) => binary_cross_entropy(outputs, targets);
}
