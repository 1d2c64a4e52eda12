// One model over three files: declarations, the forward method, and the losses.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Corpus.Styles;

[HyperModel(Hypernetwork.Factorized)]
public sealed partial class PartialFiles
{
    [Linear(16, 12)] public partial HyperLinear Hidden { get; }
    [Linear(12, 3)] public partial HyperLinear Output { get; }
    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log, Per = Per.Unit)] public partial HyperTensor Decay { get; }
}
//// next file
using Hyper.Dsl;
using TorchSharp;
using static TorchSharp.torch;

namespace Corpus.Styles;

partial class PartialFiles
{
    [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.9)] public partial Hyper.Runtime.Layers.HyperTensor Dropout { get; }

    [Forward] private Tensor Predict(Tensor x) => Output.forward(Drop(torch.tanh(Hidden.forward(x)), Dropout));
}
//// next file
using Hyper.Dsl;
using static TorchSharp.torch;

namespace Corpus.Styles
{
    public sealed partial class PartialFiles
    {
        [TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) => nn.functional.cross_entropy(logits, labels) + L2(Decay);
        [ValidationLoss] private Tensor Score(Tensor logits, Tensor labels) => nn.functional.cross_entropy(logits, labels);
    }

    [Experiment<PartialFiles>] public static partial class TunePartialFiles;
}
