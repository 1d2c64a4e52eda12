// Self-attention written out, with layer normalisations and a residual sum.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

using System;

namespace Corpus.Text;

[HyperModel(Hypernetwork.Structured)]
public sealed partial class AttentionBlock
{
    private const int Width = 32;

    [Embedding(1_000, Width)] public partial HyperEmbedding Tokens { get; }
    [LayerNorm(Width)] public partial HyperLayerNorm Before { get; }
    [Linear(Width, Width, Bias = false)] public partial HyperLinear Query { get; }
    [Linear(Width, Width, Bias = false)] public partial HyperLinear Key { get; }
    [Linear(Width, Width, Bias = false)] public partial HyperLinear Value { get; }
    [LayerNorm(Width, Epsilon = 1e-6)] public partial HyperLayerNorm After { get; }
    [Linear(Width, 4 * Width)] public partial HyperLinear Widen { get; }
    [Linear(4 * Width, Width)] public partial HyperLinear Narrow { get; }
    [Linear(Width, 2)] public partial HyperLinear Head { get; }

    [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.6)] public partial HyperTensor AttentionDropout { get; }
    [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.6)] public partial HyperTensor Dropout { get; }
    [Hyperparameter(Initial = 1e-4, Scale = Scale.Log, Per = Per.Layer)] public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Classify(Tensor tokens)
    {
        var x = Tokens.forward(tokens);
        x = x + Attend(Before.forward(x));
        x = x + Drop(Narrow.forward(gelu(Widen.forward(After.forward(x)))), Dropout);
        return Head.forward(x.mean([1]));
    }

    private Tensor Attend(Tensor x)
    {
        var scores = Query.forward(x).matmul(Key.forward(x).transpose(1, 2)) / Math.Sqrt(Width);
        return Drop(scores.softmax(-1), AttentionDropout).matmul(Value.forward(x));
    }

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + L2(Decay);

    [ValidationLoss]
    private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
}

[Experiment<AttentionBlock>(Algorithm.Joint, LearningRate = 3e-4)]
public static partial class TuneAttention;
