// A base class with methods that the model calls and overrides.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Corpus.Styles;

public abstract class Classifier
{
    protected int Calls { get; private set; }

    protected Tensor Likelihood(Tensor logits, Tensor labels)
    {
        Calls++;
        return cross_entropy(logits, labels);
    }

    protected virtual Tensor Activate(Tensor x) => relu(x);
}

[HyperModel]
public sealed partial class BaseClass : Classifier
{
    [Linear(32, 16)] public partial HyperLinear Hidden { get; }
    [Linear(16, 4)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log, Per = Per.Layer)] public partial HyperTensor Decay { get; }

    protected override Tensor Activate(Tensor x) => base.Activate(x) - 0.5;

    [Forward] private Tensor Predict(Tensor x) => Output.forward(Activate(Hidden.forward(x)));
    [TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) => Likelihood(logits, labels) + L2(Decay);
    [ValidationLoss] private Tensor Score(Tensor logits, Tensor labels) => Likelihood(logits, labels);
}

[Experiment<BaseClass>(Algorithm.SingleLoop)]
public static partial class TuneBaseClass;
