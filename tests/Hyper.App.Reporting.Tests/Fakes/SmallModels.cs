using Hyper.Dsl;
using Hyper.Runtime.Layers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Hyper.App.Reporting.Tests.Fakes;

/// <summary>A picture in, two numbers out, with running statistics.</summary>
[HyperModel]
public sealed partial class PictureModel
{
    [Conv2d(1, 3, 3)] public partial HyperConv2d Filter { get; }

    [BatchNorm(3)] public partial HyperBatchNorm Norm { get; }

    [Linear(48, 2)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-3, Min = 1e-6, Max = 1, Scale = Scale.Log)] public partial HyperTensor Decay { get; }

    [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.9)] public partial HyperTensor Dropout { get; }

    [Forward]
    private Tensor Predict(Tensor pictures) => Output.forward(Drop(relu(Norm.forward(Filter.forward(pictures))).flatten(1), Dropout));

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => mse_loss(outputs, targets) + L2(Decay);

    [ValidationLoss]
    private Tensor Score(Tensor outputs, Tensor targets) => mse_loss(outputs, targets);
}

/// <summary>A series in, a number out.</summary>
[HyperModel]
public sealed partial class SeriesModel
{
    [Lstm(4, 5)] public partial HyperLstm Memory { get; }

    [Linear(5, 1)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log, Per = Per.Layer)] public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor series) => Output.forward(Memory.forward(series).Hidden);

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => mse_loss(outputs, targets) + L2(Decay);

    [ValidationLoss]
    private Tensor Score(Tensor outputs, Tensor targets) => mse_loss(outputs, targets);
}

[Experiment<PictureModel>(Algorithm.Joint, Steps = 20, BatchSize = 8, ValidationBatchSize = 8, Seed = 3)]
public static partial class TunePictures;

[Experiment<SeriesModel>(Algorithm.Joint, Steps = 20, BatchSize = 8, ValidationBatchSize = 8, Seed = 3)]
public static partial class TuneSeries;
