// Three quantiles at once, by the pinball loss with a constant tensor.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Kinds;

[HyperModel]
public sealed partial class Quantiles
{
    [Linear(6, 16)] public partial HyperLinear Hidden { get; }
    [Linear(16, 3)] public partial HyperLinear Output { get; }
    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor Decay { get; }

    [Forward] private Tensor Predict(Tensor x) => Output.forward(silu(Hidden.forward(x)));
    [TrainingLoss] private Tensor Fit(Tensor outputs, Tensor targets) => Pinball(outputs, targets) + L2(Decay);
    [ValidationLoss] private Tensor Score(Tensor outputs, Tensor targets) => Pinball(outputs, targets);

    private static Tensor Pinball(Tensor outputs, Tensor targets)
    {
        var levels = torch.tensor(new[] { 0.1, 0.5, 0.9 }, dtype: outputs.dtype, device: outputs.device);
        var error = targets - outputs;
        return maximum(levels * error, (levels - 1) * error).mean();
    }
}
