// A mixture of three normal distributions for each row.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Kinds;

[HyperModel]
public sealed partial class MixtureDensity
{
    [Linear(4, 16)] public partial HyperLinear Hidden { get; }
    [Linear(16, 9)] public partial HyperLinear Output { get; }
    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor Decay { get; }

    [Forward] private Tensor Predict(Tensor x) => Output.forward(tanh(Hidden.forward(x)));
    [TrainingLoss] private Tensor Fit(Tensor outputs, Tensor targets) => Surprise(outputs, targets) + L2(Decay);
    [ValidationLoss] private Tensor Score(Tensor outputs, Tensor targets) => Surprise(outputs, targets);

    private static Tensor Surprise(Tensor outputs, Tensor targets)
    {
        var parts = outputs.chunk(3, 1);
        var (shares, means, scales) = (log_softmax(parts[0], 1), parts[1], softplus(parts[2]) + 1e-3);
        var z = (targets.unsqueeze(1) - means) / scales;
        var each = shares - 0.5 * z.square() - scales.log();
        return -each.logsumexp(1).mean();
    }
}
