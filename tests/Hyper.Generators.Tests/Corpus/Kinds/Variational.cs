// A variational autoencoder: means, variances and noise.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Kinds;

[HyperModel]
public sealed partial class Variational
{
    [Linear(20, 12)] public partial HyperLinear Encoder { get; }
    [Linear(12, 8)] public partial HyperLinear Moments { get; }
    [Linear(4, 20)] public partial HyperLinear Decoder { get; }
    [Hyperparameter(Initial = 1e-4, Scale = Scale.Log)] public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Restore(Tensor x)
    {
        var moments = Moments.forward(relu(Encoder.forward(x))).chunk(2, 1);
        var (mean, logVariance) = (moments[0], moments[1].clamp(-6, 6));
        var code = mean + randn_like(mean) * (0.5 * logVariance).exp();
        return cat([Decoder.forward(code), mean, logVariance], 1);
    }

    [TrainingLoss] private Tensor Fit(Tensor outputs, Tensor targets) => Bound(outputs, targets) + L2(Decay);
    [ValidationLoss] private Tensor Score(Tensor outputs, Tensor targets) => Bound(outputs, targets);

    private static Tensor Bound(Tensor outputs, Tensor targets)
    {
        var error = (outputs.narrow(1, 0, 20) - targets).square().sum(1).mean();
        var (mean, logVariance) = (outputs.narrow(1, 20, 4), outputs.narrow(1, 24, 4));
        var divergence = -0.5 * (1 + logVariance - mean.pow(2) - logVariance.exp()).sum(1).mean();
        return error + 0.1 * divergence;
    }
}
