// Down with strided convolutions, up with transposed ones.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Corpus.Vision;

[HyperModel(Hypernetwork.Structured)]
public sealed partial class ConvolutionalAutoencoder
{
    [Conv2d(1, 8, 3, Stride = 2, Padding = 1)] public partial HyperConv2d Down1 { get; }
    [Conv2d(8, 16, 3, Stride = 2, Padding = 1)] public partial HyperConv2d Down2 { get; }
    [ConvTranspose2d(16, 8, 3, Stride = 2, Padding = 1, OutputPadding = 1)] public partial HyperConvTranspose2d Up1 { get; }
    [ConvTranspose2d(8, 1, 4, Stride = 2, Padding = 1)] public partial HyperConvTranspose2d Up2 { get; }

    [Hyperparameter(Initial = 0.05, Min = 0, Max = 0.9)] public partial HyperTensor Dropout { get; }
    [Hyperparameter(Initial = 1e-4, Scale = Scale.Log, Per = Per.Layer)] public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Reconstruct(Tensor images)
    {
        Tensor code = relu(Down2.forward(relu(Down1.forward(images))));
        code = DropChannels(code, Dropout);
        return Up2.forward(relu(Up1.forward(code))).sigmoid();
    }

    [TrainingLoss]
    private Tensor Fit(Tensor images, Tensor originals) => binary_cross_entropy(images, originals) + L2(Decay);

    [ValidationLoss]
    private Tensor Score(Tensor images, Tensor originals) => binary_cross_entropy(images, originals);
}

[Experiment<ConvolutionalAutoencoder>(Schedule = LearningRateSchedule.Constant, HyperLearningRate = 0.02)]
public static partial class TuneConvolutionalAutoencoder;
