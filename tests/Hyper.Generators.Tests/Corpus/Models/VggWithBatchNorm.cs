// Blocks of convolution and batch normalisation, chained through one helper method.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Corpus.Vision
{
    [HyperModel(Hypernetwork.Structured)]
    internal sealed partial class VggWithBatchNorm
    {
        [Conv2d(3, 16, 3, Padding = 1, Bias = false)] private partial HyperConv2d Conv1 { get; }
        [BatchNorm(16)] private partial HyperBatchNorm Norm1 { get; }
        [Conv2d(16, 32, 3, Padding = 1, Bias = false)] private partial HyperConv2d Conv2 { get; }
        [BatchNorm(32, Momentum = 0.2)] private partial HyperBatchNorm Norm2 { get; }
        [Conv2d(32, 64, 3, Padding = 1, Bias = false)] private partial HyperConv2d Conv3 { get; }
        [BatchNorm(64, Epsilon = 1e-4)] private partial HyperBatchNorm Norm3 { get; }
        [Linear(1024, 10)] private partial HyperLinear Head { get; }

        [Hyperparameter(Initial = 5e-4, Min = 1e-6, Max = 1e-1, Scale = Scale.Log)] private partial HyperTensor WeightDecay { get; }
        [Hyperparameter(Min = 0, Max = 0.6)] private partial HyperTensor ChannelDropout { get; }

        [Forward]
        internal Tensor Predict(Tensor images)
        {
            var x = Block(images, Conv1, Norm1);
            x = Block(x, Conv2, Norm2);
            x = DropChannels(x, ChannelDropout);
            x = Block(x, Conv3, Norm3);
            return Head.forward(x.flatten(1));
        }

        private static Tensor Block(Tensor input, HyperConv2d convolution, HyperBatchNorm norm)
            => max_pool2d(relu(norm.forward(convolution.forward(input))), 2);

        [TrainingLoss]
        internal Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + L2(WeightDecay);

        [ValidationLoss]
        internal static Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
    }

    [Experiment<VggWithBatchNorm>(Algorithm.DeltaSelfTuning, Linearized = false, HyperSamples = 2)]
    internal static partial class TuneVgg
    {
    }
}
