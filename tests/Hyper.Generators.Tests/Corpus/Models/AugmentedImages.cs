// Every augmentation of images in one forward method.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Corpus.Vision;

[HyperModel(Hypernetwork.Factorized, Rank = 3)]
public sealed partial class AugmentedImages
{
    [Conv2d(3, 12, 5, Stride = 2, Padding = 2)] public partial HyperConv2d Stem { get; }
    [Linear(768, 10)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 4, Min = 0, Max = 16, Discrete = true)] public partial HyperTensor CutoutSize { get; }
    [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.5)] public partial HyperTensor Shift { get; }
    [Hyperparameter(Initial = 5, Min = 0, Max = 45)] public partial HyperTensor Angle { get; }
    [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.5)] public partial HyperTensor Zoom { get; }
    [Hyperparameter(Initial = 0.1, Min = 0, Max = 1)] public partial HyperTensor Brightness { get; }
    [Hyperparameter(Initial = 0.1, Min = 0, Max = 1)] public partial HyperTensor Contrast { get; }
    [Hyperparameter(Initial = 0.1, Min = 0, Max = 1)] public partial HyperTensor Saturation { get; }

    [Forward]
    private Tensor Predict(Tensor pixels)
    {
        var images = Augment(pixels.view(-1, 3, 32, 32));
        var features = max_pool2d(relu(Stem.forward(images)), 2);
        return Output.forward(features.flatten(1));
    }

    private Tensor Augment(Tensor images)
    {
        images = Rescale(Rotate(Shift(images, Shift), Angle), Zoom);
        images = Saturation(Contrast(Brightness(images, Brightness), Contrast), Saturation);
        return Cutout(images, CutoutSize);
    }

    [TrainingLoss, ValidationLoss]
    private Tensor Loss(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
}

[Experiment<AugmentedImages>(Algorithm.Joint, PerturbationScale = 0.5)]
public static partial class TuneAugmentations;
