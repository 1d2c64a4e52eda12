// Nullable annotations switched on in one file of a project without them, and back. // project: nullable off
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Corpus.Styles;

#nullable enable

[HyperModel(Hypernetwork.Structured)]
public sealed partial class NullableMixed
{
    private string? _note;

    [Linear(10, 8)] public partial HyperLinear Hidden { get; }
    [Linear(8, 2)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.9)] public partial HyperTensor Rate { get; }

    [Forward]
    private Tensor Predict(Tensor x)
    {
        _note ??= $"rows of {x.shape[^1]}";
        return Output.forward(Drop(relu(Hidden.forward(x)), Rate));
    }

    public override string ToString() => _note?.Trim() ?? "nothing yet";
}

#nullable disable
//// next file
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Corpus.Styles;

partial class NullableMixed
{
    private Tensor last = null;

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor Decay { get; }

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels)
    {
        last = null;
        return cross_entropy(logits, labels) + L2(Decay);
    }

    [ValidationLoss] private Tensor Score(Tensor logits, Tensor labels) => last is null ? cross_entropy(logits, labels) : last;
}

[Experiment<NullableMixed>(Algorithm.Joint, Steps = 100)]
public static partial class TuneNullableMixed;
