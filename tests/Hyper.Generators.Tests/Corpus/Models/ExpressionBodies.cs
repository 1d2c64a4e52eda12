// Helper properties and methods, all with expression bodies; the penalty is read through a property.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Corpus.Styles;

[HyperModel(Hypernetwork.Structured)]
public sealed partial class ExpressionBodies
{
    [Linear(12, 8)] public partial HyperLinear A { get; }
    [Linear(8, 8)] public partial HyperLinear B { get; }
    [Linear(8, 2)] public partial HyperLinear C { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor Ridge { get; }
    [Hyperparameter(Initial = 1e-4, Scale = Scale.Log)] public partial HyperTensor Lasso { get; }

    private Tensor Penalty => L2(this.Ridge) + L1(this.Lasso);

    [Forward] private Tensor Predict(Tensor x) => C.forward(Deep(Shallow(x)));

    private Tensor Shallow(Tensor x) => relu(A.forward(x));

    private Tensor Deep(Tensor x) => x + relu(this.B.forward(x));

    [TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + Penalty;

    [ValidationLoss] private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
}

[Experiment<ExpressionBodies>(Algorithm.Joint, OuterSteps = 2, InnerSteps = 5)]
public static partial class TuneExpressionBodies;
