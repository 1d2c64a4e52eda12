// Aliases for types, namespaces and attributes, and a fully qualified name.
global using Rows = TorchSharp.torch.Tensor;
using Dense = Hyper.Runtime.Layers.HyperLinear;
using Dsl = Hyper.Dsl;
using F = TorchSharp.torch.nn.functional;
using LayerAttribute = Hyper.Dsl.LinearAttribute;
using Tunable = Hyper.Runtime.Layers.HyperTensor;

namespace Corpus.Styles;

[Dsl.HyperModel(Dsl.Hypernetwork.Structured)]
public sealed partial class Aliases
{
    [Layer(20, 10)] public partial Dense Hidden { get; }
    [Dsl::Linear(10, 4)] public partial Dense Output { get; }

    [Dsl.Hyperparameter(Initial = 1e-3, Scale = Dsl.Scale.Log)] public partial Tunable Decay { get; }
    [global::Hyper.Dsl.HyperparameterAttribute(Min = 0.05, Max = 0.95)] public partial global::Hyper.Runtime.Layers.HyperTensor Rate { get; }

    [Dsl.Forward] private Rows Predict(Rows x) => Output.forward(Drop(F.relu(Hidden.forward(x)), Rate));
    [Dsl.TrainingLoss] private Rows Fit(Rows x, Rows y) => F.cross_entropy(x, y) + L2(Decay);
    [Dsl.ValidationLoss] private Rows Score(Rows x, Rows y) => F.cross_entropy(x, y);
}

[Dsl.Experiment<Aliases>(Dsl.Algorithm.Joint, Steps = 100)]
public static partial class TuneAliases;
