// Counts, by the Poisson likelihood.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Kinds;

[HyperModel]
public sealed partial class Counts
{
    [Linear(6, 16)] public partial HyperLinear Hidden { get; }
    [Linear(16, 1)] public partial HyperLinear Output { get; }
    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor Decay { get; }

    [Forward] private Tensor Predict(Tensor x) => Output.forward(elu(Hidden.forward(x), 1)).flatten();
    [TrainingLoss] private Tensor Fit(Tensor logRates, Tensor counts) => (logRates.exp() - counts * logRates).mean() + L2(Decay);
    [ValidationLoss] private Tensor Score(Tensor logRates, Tensor counts) => poisson_nll_loss(logRates, counts);
}
