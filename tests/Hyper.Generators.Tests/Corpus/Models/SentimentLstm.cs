// A recurrent layer between an embedding and a head; a tuple is taken apart.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Corpus.Text;

[HyperModel(Hypernetwork.Structured)]
public sealed partial class SentimentLstm
{
    [Embedding(2_000, 24)] public partial HyperEmbedding Words { get; }
    [Lstm(24, 48)] public partial HyperLstm Memory { get; }
    [Linear(48, 1)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 0.2, Min = 0, Max = 0.7)] public partial HyperTensor InputDropout { get; }
    [Hyperparameter(Initial = 0.2, Min = 0, Max = 0.7)] public partial HyperTensor OutputDropout { get; }
    [Hyperparameter(Initial = 1e-5, Scale = Scale.Log)] public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor words)
    {
        var embedded = Drop(Words.forward(words), InputDropout);
        var (_, hidden, _) = Memory.forward(embedded);
        return Output.forward(Drop(hidden, OutputDropout));
    }

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels) => binary_cross_entropy_with_logits(logits, labels) + L2(Decay);

    [ValidationLoss]
    private Tensor Score(Tensor logits, Tensor labels) => binary_cross_entropy_with_logits(logits, labels);
}

[Experiment<SentimentLstm>(Algorithm.DeltaSelfTuning, Steps = 2_000, WarmupSteps = 100)]
public static partial class TuneSentiment;

[Experiment<SentimentLstm>(Algorithm.Hyperband, LeastSteps = 100)]
public static partial class BandSentimentLstm;
