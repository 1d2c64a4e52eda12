using Hyper.Dsl;
using Hyper.Runtime.Layers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Hyper.App.Reporting.Tests.Exporting;

/// <summary>Fully connected layers, one of them without bias, over rows with a dimension more.</summary>
[HyperModel]
public sealed partial class LinearLayers
{
    [Linear(4, 6)] public partial HyperLinear First { get; }

    [Linear(6, 3, Bias = false)] public partial HyperLinear Second { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Second.forward(tanh(First.forward(rows))).flatten(1);

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => mse_loss(outputs, targets) + L2(Decay);

    [ValidationLoss]
    private Tensor Score(Tensor outputs, Tensor targets) => mse_loss(outputs, targets);
}

/// <summary>Convolutions along one dimension, with every option.</summary>
[HyperModel]
public sealed partial class Conv1dLayers
{
    [Conv1d(2, 4, 3, Stride = 2, Padding = 1)] public partial HyperConv1d First { get; }

    [Conv1d(4, 6, 2, Dilation = 2, Groups = 2, Bias = false)] public partial HyperConv1d Second { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Second.forward(tanh(First.forward(rows))).flatten(1);

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => mse_loss(outputs, targets) + L2(Decay);

    [ValidationLoss]
    private Tensor Score(Tensor outputs, Tensor targets) => mse_loss(outputs, targets);
}

/// <summary>Convolutions over two dimensions that differ, with every option.</summary>
[HyperModel]
public sealed partial class Conv2dLayers
{
    [Conv2d(2, 4, 3, 2, Stride = 1, StrideWidth = 2, Padding = 1, PaddingWidth = 0)] public partial HyperConv2d First { get; }

    [Conv2d(4, 6, 2, Dilation = 2, DilationWidth = 1, Groups = 2, Bias = false)] public partial HyperConv2d Second { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Second.forward(tanh(First.forward(rows))).flatten(1);

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => mse_loss(outputs, targets) + L2(Decay);

    [ValidationLoss]
    private Tensor Score(Tensor outputs, Tensor targets) => mse_loss(outputs, targets);
}

/// <summary>Transposed convolutions over two dimensions that differ, with every option.</summary>
[HyperModel]
public sealed partial class TransposedLayers
{
    [ConvTranspose2d(2, 4, 3, 2, Stride = 2, StrideWidth = 1, Padding = 1, PaddingWidth = 0, OutputPadding = 1, OutputPaddingWidth = 0)] public partial HyperConvTranspose2d First { get; }

    [ConvTranspose2d(4, 6, 2, Dilation = 2, Groups = 2, Bias = false)] public partial HyperConvTranspose2d Second { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Second.forward(tanh(First.forward(rows))).flatten(1);

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => mse_loss(outputs, targets) + L2(Decay);

    [ValidationLoss]
    private Tensor Score(Tensor outputs, Tensor targets) => mse_loss(outputs, targets);
}

/// <summary>Tables of vectors, with a number that counts as none and without.</summary>
[HyperModel]
public sealed partial class EmbeddingLayers
{
    [Embedding(7, 3, PaddingIndex = 2)] public partial HyperEmbedding Padded { get; }

    [Embedding(7, 4)] public partial HyperEmbedding Plain { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor numbers) => cat([Padded.forward(numbers), Plain.forward(numbers)], 2).flatten(1);

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => mse_loss(outputs, targets) + L2(Decay);

    [ValidationLoss]
    private Tensor Score(Tensor outputs, Tensor targets) => mse_loss(outputs, targets);
}

/// <summary>Normalisations without statistics.</summary>
[HyperModel]
public sealed partial class NormLayers
{
    [LayerNorm(4, 3, Epsilon = 1e-3)] public partial HyperLayerNorm Row { get; }

    [GroupNorm(2, 4, Epsilon = 1e-4)] public partial HyperGroupNorm Group { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Group.forward(tanh(Row.forward(rows))).flatten(1);

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => mse_loss(outputs, targets) + L2(Decay);

    [ValidationLoss]
    private Tensor Score(Tensor outputs, Tensor targets) => mse_loss(outputs, targets);
}

/// <summary>Normalisations with running statistics.</summary>
[HyperModel]
public sealed partial class BatchNormLayers
{
    [BatchNorm(4, Epsilon = 1e-3, Momentum = 0.3)] public partial HyperBatchNorm Flat { get; }

    [Linear(4, 12)] public partial HyperLinear Middle { get; }

    [BatchNorm(3)] public partial HyperBatchNorm Series { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Series.forward(tanh(Middle.forward(Flat.forward(rows))).reshape(-1, 3, 4)).flatten(1);

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => mse_loss(outputs, targets) + L2(Decay);

    [ValidationLoss]
    private Tensor Score(Tensor outputs, Tensor targets) => mse_loss(outputs, targets);
}

/// <summary>Long short-term memories, one of them without bias.</summary>
[HyperModel]
public sealed partial class LstmLayers
{
    [Lstm(4, 5)] public partial HyperLstm First { get; }

    [Lstm(5, 3, Bias = false)] public partial HyperLstm Second { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor series)
    {
        var (outputs, hidden, cell) = Second.forward(First.forward(series).Outputs);
        return cat([outputs.flatten(1), hidden, cell], 1);
    }

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => mse_loss(outputs, targets) + L2(Decay);

    [ValidationLoss]
    private Tensor Score(Tensor outputs, Tensor targets) => mse_loss(outputs, targets);
}

/// <summary>Gated recurrent units, one of them without bias.</summary>
[HyperModel]
public sealed partial class GruLayers
{
    [Gru(4, 5)] public partial HyperGru First { get; }

    [Gru(5, 3, Bias = false)] public partial HyperGru Second { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor series)
    {
        var (outputs, hidden) = Second.forward(First.forward(series).Outputs);
        return cat([outputs.flatten(1), hidden], 1);
    }

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => mse_loss(outputs, targets) + L2(Decay);

    [ValidationLoss]
    private Tensor Score(Tensor outputs, Tensor targets) => mse_loss(outputs, targets);
}

/// <summary>A module that all hyperparameters share, with statistics of its own.</summary>
[HyperModel]
public sealed partial class SharedLayers
{
    [SharedModule] private readonly nn.Module<Tensor, Tensor> stem = nn.Sequential(nn.Linear(4, 6), nn.BatchNorm1d(6), nn.Tanh());

    [Linear(6, 2)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Output.forward(stem.forward(rows));

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => mse_loss(outputs, targets) + L2(Decay);

    [ValidationLoss]
    private Tensor Score(Tensor outputs, Tensor targets) => mse_loss(outputs, targets);
}
