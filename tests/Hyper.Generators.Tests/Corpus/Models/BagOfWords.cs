// An embedding, averaged over the words of a text.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Corpus.Text;

[HyperModel(Hypernetwork.Factorized, Rank = 4)]
public sealed partial class BagOfWords
{
    private const int Vocabulary = 5_000, Size = 32, Topics = 4;

    [Embedding(Vocabulary, Size, PaddingIndex = 0)] public partial HyperEmbedding Words { get; }
    [Linear(Size, Topics)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-6, Scale = Scale.Log, Per = Per.Unit)] public partial HyperTensor Decay { get; }
    [Hyperparameter(Initial = 0.3, Min = 0, Max = 0.9)] public partial HyperTensor WordDropout { get; }

    [Forward]
    private Tensor Classify(Tensor words) => Output.forward(Drop(Words.forward(words), WordDropout).mean([1]));

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor topics) => cross_entropy(logits, topics) + L2(Decay);

    [ValidationLoss]
    private Tensor Score(Tensor logits, Tensor topics) => cross_entropy(logits, topics);
}

[Experiment<BagOfWords>(Algorithm.SelfTuning, ScaleLearningRate = 0.01, BatchSize = 64, ValidationBatchSize = 256)]
public static partial class TuneBagOfWords;
