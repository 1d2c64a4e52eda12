// An image cut into patches by views and permutations, and attention over them with two heads.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Corpus.Vision;

[HyperModel(Hypernetwork.Structured)]
public sealed partial class PatchTransformer
{
    private const int Patches = 16, Pixels = 49, Width = 24, Heads = 2;

    [Linear(Pixels, Width)] public partial HyperLinear Embed { get; }
    [LayerNorm(Width)] public partial HyperLayerNorm Before { get; }
    [Linear(Width, 3 * Width)] public partial HyperLinear Project { get; }
    [Linear(Width, Width)] public partial HyperLinear Join { get; }
    [Linear(Patches * Width, 10)] public partial HyperLinear Head { get; }

    [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.6)] public partial HyperTensor Rate { get; }
    [Hyperparameter(Initial = 1e-4, Scale = Scale.Log)] public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Classify(Tensor pixels)
    {
        var patches = pixels.view(-1, 4, 7, 4, 7).permute(0, 1, 3, 2, 4).reshape(-1, 16, 49);
        var tokens = Embed.forward(patches);
        var parts = Project.forward(Before.forward(tokens)).view(-1, 16, 3, 2, 12).permute(2, 0, 3, 1, 4);
        var scores = parts[0].matmul(parts[1].transpose(2, 3)) / 3.46;
        var attended = scores.softmax(-1).matmul(parts[2]).transpose(1, 2).reshape(-1, 16, Width);
        tokens = tokens + Drop(Join.forward(attended), Rate);
        return Head.forward(tokens.flatten(1));
    }

    [TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + L2(Decay);
    [ValidationLoss] private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
}

[Experiment<PatchTransformer>(Algorithm.Joint, LearningRate = 1e-3)]
public static partial class TunePatchTransformer;
