using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Words;

/// <summary>Guesses each next word of a text from the words before it: a table of vectors, a long short-term memory, and a score for each word.</summary>
/// <remarks>
/// Regularised as recurrent language models are (Merity et al., 2018; MacKay et al., 2019 tune the same by hypernetworks): whole words are left
/// out, and what is left out of a vector is left out at each time step.
/// </remarks>
[HyperModel(Hypernetwork.Structured)]
public sealed partial class WordModel
{
    /// <summary>Words that are told apart, the unknown one among them.</summary>
    public const int Vocabulary = 600;

    [Embedding(Vocabulary, 32)] public partial HyperEmbedding Table { get; }

    [Lstm(32, 64)] public partial HyperLstm Memory { get; }

    [Linear(64, Vocabulary)] public partial HyperLinear Next { get; }

    /// <summary>Share of the words that a training step leaves out.</summary>
    [Hyperparameter(Initial = 0.05, Min = 0, Max = 0.9)]
    public partial HyperTensor WordDropout { get; }

    /// <summary>Share of a word's vector that a training step leaves out, the same at each time step.</summary>
    [Hyperparameter(Initial = 0.05, Min = 0, Max = 0.9)]
    public partial HyperTensor InputDropout { get; }

    /// <summary>Share of the memory's outputs that a training step leaves out, the same at each time step.</summary>
    [Hyperparameter(Initial = 0.05, Min = 0, Max = 0.9)]
    public partial HyperTensor OutputDropout { get; }

    /// <summary>L2 penalty: one for each of the three layers, on what multiplies.</summary>
    [Hyperparameter(Initial = 1e-6, Scale = Scale.Log, Per = Per.Layer, Penalized = Penalized.WithoutBiases)]
    public partial HyperTensor WeightDecay { get; }

    [Forward]
    private Tensor Predict(Tensor tokens)
    {
        Tensor words = DropChannels(Table.forward(tokens), WordDropout);
        Tensor read = Memory.forward(AtEachTime(words, InputDropout)).Outputs;
        return Next.forward(AtEachTime(read, OutputDropout)).transpose(1, 2);
    }

    [TrainingLoss]
    private Tensor Fit(Tensor scores, Tensor next) => cross_entropy(scores, next) + L2(WeightDecay);

    [ValidationLoss]
    private Tensor Score(Tensor scores, Tensor next) => cross_entropy(scores, next);

    /// <summary>Among how many words, so to say, the model still wavers.</summary>
    [Metric]
    private Tensor Perplexity(Tensor scores, Tensor next) => cross_entropy(scores, next).exp();

    // [rows, time, features]: with time last, a channel is a feature.
    private static Tensor AtEachTime(Tensor features, HyperTensor rate) => DropChannels(features.transpose(1, 2), rate).transpose(1, 2);
}

/// <summary>Tunes the six hyperparameters of <see cref="WordModel"/> in one training run.</summary>
[Experiment<WordModel>(Steps = 2_000, BatchSize = 32, LearningRate = 3e-3, Seed = 7)]
public static partial class TuneWords;
