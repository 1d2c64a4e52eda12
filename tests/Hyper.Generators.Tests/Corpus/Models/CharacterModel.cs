// A value for each time step: the outputs keep the time dimension.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Corpus.Text;

[HyperModel(Hypernetwork.Structured)]
public sealed partial class CharacterModel
{
    [Embedding(96, 16)] public partial HyperEmbedding Characters { get; }
    [Gru(16, 64)] public partial HyperGru Memory { get; }
    [Linear(64, 96)] public partial HyperLinear Next { get; }

    [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.8)] public partial HyperTensor Dropout { get; }
    [Hyperparameter(Initial = 1e-6, Scale = Scale.Log)] public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor text)
    {
        var (outputs, _) = Memory.forward(Characters.forward(text));
        return Next.forward(Drop(outputs, Dropout));
    }

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor next) => PerCharacter(logits, next) + L2(Decay);

    [ValidationLoss]
    private Tensor Score(Tensor logits, Tensor next) => PerCharacter(logits, next);

    private static Tensor PerCharacter(Tensor logits, Tensor next) => cross_entropy(logits.transpose(1, 2), next);
}

[Experiment<CharacterModel>(Algorithm.Joint, Rows = SampleRows.Repeat)]
public static partial class TuneCharacters;
