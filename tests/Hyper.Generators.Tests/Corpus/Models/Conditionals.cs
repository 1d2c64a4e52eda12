// Switches, conditionals and patterns in a forward method; a field chooses.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

using System;

namespace Corpus.Styles;

[HyperModel(Hypernetwork.Structured)]
public sealed partial class Conditionals
{
    private readonly string _activation = Environment.GetEnvironmentVariable("ACTIVATION") ?? "relu";

    [Linear(14, 14)] public partial HyperLinear Hidden { get; }
    [Linear(14, 3)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 0.2, Min = 0, Max = 0.8)] public partial HyperTensor Rate { get; }
    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor x)
    {
        var hidden = Hidden.forward(x);
        hidden = _activation switch
        {
            "relu" => relu(hidden),
            "tanh" => tanh(hidden),
            { Length: > 4 } => gelu(hidden),
            _ => hidden,
        };
        if (x.shape[0] > 1)
        {
            hidden = hidden + x;
        }
        else
        {
            hidden = x.shape.Length is 2 ? hidden : hidden.flatten(1);
        }

        return Output.forward(Drop(hidden, Rate));
    }

    [TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + L2(Decay);

    [ValidationLoss] private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
}

[Experiment<Conditionals>]
public static partial class TuneConditionals;
