// Extension methods of the user's own on tensors and layers, and a model inside a struct.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Corpus.Styles
{
    internal static class TensorExtensions
    {
        public static Tensor Swish(this Tensor x) => x * x.sigmoid();

        public static Tensor Through(this Tensor x, HyperLinear layer) => layer.forward(x);
    }

    public readonly partial struct Catalogue
    {
        [HyperModel]
        public sealed partial class Extensions
        {
            [Linear(15, 12)] public partial HyperLinear First { get; }
            [Linear(12, 9)] public partial HyperLinear Second { get; }
            [Linear(9, 3)] public partial HyperLinear Last { get; }

            [Hyperparameter(Initial = 1e-3, Scale = Scale.Log, Per = Per.Layer)] public partial HyperTensor Decay { get; }

            [Forward] private Tensor Predict(Tensor x) => x.Through(First).Swish().Through(Second).Swish().Through(Last);

            [TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + L2(Decay);

            [ValidationLoss] private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
        }

        [Experiment<Extensions>(Algorithm.T1T2)]
        internal static partial class Tune;
    }
}
