using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Models;

// A model of each family with a layer of every kind: the tests of layers read one of them at a time. A new family joins with
// a class of its own here and its name in EveryLayer.Families.

[HyperModel(Hypernetwork.Linear)]
public sealed partial class EveryLayerLinear : IEveryLayer
{
    [Linear(5, 4)] public partial HyperLinear Linear { get; }

    [Conv1d(2, 4, 3, Stride = 2, Padding = 1, Groups = 2)] public partial HyperConv1d Conv1d { get; }

    [Conv2d(2, 3, 3, 2, Stride = 2, Padding = 1, PaddingWidth = 0, DilationWidth = 2)] public partial HyperConv2d Conv2d { get; }

    [Conv2d(4, 2, 2, Groups = 2, Bias = false)] public partial HyperConv2d Grouped { get; }

    [ConvTranspose2d(2, 3, 3, Stride = 2, Padding = 1, OutputPadding = 1)] public partial HyperConvTranspose2d Transposed { get; }

    [ConvTranspose2d(2, 4, 2, 3, Groups = 2, Bias = false)] public partial HyperConvTranspose2d TransposedInGroups { get; }

    [Embedding(5, 3, PaddingIndex = 1)] public partial HyperEmbedding Embedding { get; }

    [LayerNorm(3, 2)] public partial HyperLayerNorm LayerNorm { get; }

    [GroupNorm(2, 4)] public partial HyperGroupNorm GroupNorm { get; }

    [BatchNorm(3)] public partial HyperBatchNorm BatchNorm { get; }

    [Lstm(3, 2)] public partial HyperLstm Lstm { get; }

    [Gru(3, 2)] public partial HyperGru Gru { get; }

    [Gru(2, 2, Bias = false)] public partial HyperGru GruWithoutBias { get; }

    [Hyperparameter(Initial = 0.1, Scale = Scale.Log, Per = Per.Unit)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => EveryLayer.Forward(this, rows);

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);
}

[HyperModel(Hypernetwork.Factorized, Rank = 3)]
public sealed partial class EveryLayerFactorized : IEveryLayer
{
    [Linear(5, 4)] public partial HyperLinear Linear { get; }

    [Conv1d(2, 4, 3, Stride = 2, Padding = 1, Groups = 2)] public partial HyperConv1d Conv1d { get; }

    [Conv2d(2, 3, 3, 2, Stride = 2, Padding = 1, PaddingWidth = 0, DilationWidth = 2)] public partial HyperConv2d Conv2d { get; }

    [Conv2d(4, 2, 2, Groups = 2, Bias = false)] public partial HyperConv2d Grouped { get; }

    [ConvTranspose2d(2, 3, 3, Stride = 2, Padding = 1, OutputPadding = 1)] public partial HyperConvTranspose2d Transposed { get; }

    [ConvTranspose2d(2, 4, 2, 3, Groups = 2, Bias = false)] public partial HyperConvTranspose2d TransposedInGroups { get; }

    [Embedding(5, 3, PaddingIndex = 1)] public partial HyperEmbedding Embedding { get; }

    [LayerNorm(3, 2)] public partial HyperLayerNorm LayerNorm { get; }

    [GroupNorm(2, 4)] public partial HyperGroupNorm GroupNorm { get; }

    [BatchNorm(3)] public partial HyperBatchNorm BatchNorm { get; }

    [Lstm(3, 2)] public partial HyperLstm Lstm { get; }

    [Gru(3, 2)] public partial HyperGru Gru { get; }

    [Gru(2, 2, Bias = false)] public partial HyperGru GruWithoutBias { get; }

    [Hyperparameter(Initial = 0.1, Scale = Scale.Log, Per = Per.Unit)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => EveryLayer.Forward(this, rows);

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);
}

[HyperModel(Hypernetwork.Mlp, HiddenUnits = 6)]
public sealed partial class EveryLayerMlp : IEveryLayer
{
    [Linear(5, 4)] public partial HyperLinear Linear { get; }

    [Conv1d(2, 4, 3, Stride = 2, Padding = 1, Groups = 2)] public partial HyperConv1d Conv1d { get; }

    [Conv2d(2, 3, 3, 2, Stride = 2, Padding = 1, PaddingWidth = 0, DilationWidth = 2)] public partial HyperConv2d Conv2d { get; }

    [Conv2d(4, 2, 2, Groups = 2, Bias = false)] public partial HyperConv2d Grouped { get; }

    [ConvTranspose2d(2, 3, 3, Stride = 2, Padding = 1, OutputPadding = 1)] public partial HyperConvTranspose2d Transposed { get; }

    [ConvTranspose2d(2, 4, 2, 3, Groups = 2, Bias = false)] public partial HyperConvTranspose2d TransposedInGroups { get; }

    [Embedding(5, 3, PaddingIndex = 1)] public partial HyperEmbedding Embedding { get; }

    [LayerNorm(3, 2)] public partial HyperLayerNorm LayerNorm { get; }

    [GroupNorm(2, 4)] public partial HyperGroupNorm GroupNorm { get; }

    [BatchNorm(3)] public partial HyperBatchNorm BatchNorm { get; }

    [Lstm(3, 2)] public partial HyperLstm Lstm { get; }

    [Gru(3, 2)] public partial HyperGru Gru { get; }

    [Gru(2, 2, Bias = false)] public partial HyperGru GruWithoutBias { get; }

    [Hyperparameter(Initial = 0.1, Scale = Scale.Log, Per = Per.Unit)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => EveryLayer.Forward(this, rows);

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);
}

[HyperModel(Hypernetwork.Elementwise)]
public sealed partial class EveryLayerElementwise : IEveryLayer
{
    [Linear(5, 4)] public partial HyperLinear Linear { get; }

    [Conv1d(2, 4, 3, Stride = 2, Padding = 1, Groups = 2)] public partial HyperConv1d Conv1d { get; }

    [Conv2d(2, 3, 3, 2, Stride = 2, Padding = 1, PaddingWidth = 0, DilationWidth = 2)] public partial HyperConv2d Conv2d { get; }

    [Conv2d(4, 2, 2, Groups = 2, Bias = false)] public partial HyperConv2d Grouped { get; }

    [ConvTranspose2d(2, 3, 3, Stride = 2, Padding = 1, OutputPadding = 1)] public partial HyperConvTranspose2d Transposed { get; }

    [ConvTranspose2d(2, 4, 2, 3, Groups = 2, Bias = false)] public partial HyperConvTranspose2d TransposedInGroups { get; }

    [Embedding(5, 3, PaddingIndex = 1)] public partial HyperEmbedding Embedding { get; }

    [LayerNorm(3, 2)] public partial HyperLayerNorm LayerNorm { get; }

    [GroupNorm(2, 4)] public partial HyperGroupNorm GroupNorm { get; }

    [BatchNorm(3)] public partial HyperBatchNorm BatchNorm { get; }

    [Lstm(3, 2)] public partial HyperLstm Lstm { get; }

    [Gru(3, 2)] public partial HyperGru Gru { get; }

    [Gru(2, 2, Bias = false)] public partial HyperGru GruWithoutBias { get; }

    [Hyperparameter(Initial = 0.1, Scale = Scale.Log, Per = Per.Weight)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => EveryLayer.Forward(this, rows);

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);
}

[HyperModel(Hypernetwork.Structured)]
public sealed partial class EveryLayerStructured : IEveryLayer
{
    [Linear(5, 4)] public partial HyperLinear Linear { get; }

    [Conv1d(2, 4, 3, Stride = 2, Padding = 1, Groups = 2)] public partial HyperConv1d Conv1d { get; }

    [Conv2d(2, 3, 3, 2, Stride = 2, Padding = 1, PaddingWidth = 0, DilationWidth = 2)] public partial HyperConv2d Conv2d { get; }

    [Conv2d(4, 2, 2, Groups = 2, Bias = false)] public partial HyperConv2d Grouped { get; }

    [ConvTranspose2d(2, 3, 3, Stride = 2, Padding = 1, OutputPadding = 1)] public partial HyperConvTranspose2d Transposed { get; }

    [ConvTranspose2d(2, 4, 2, 3, Groups = 2, Bias = false)] public partial HyperConvTranspose2d TransposedInGroups { get; }

    [Embedding(5, 3, PaddingIndex = 1)] public partial HyperEmbedding Embedding { get; }

    [LayerNorm(3, 2)] public partial HyperLayerNorm LayerNorm { get; }

    [GroupNorm(2, 4)] public partial HyperGroupNorm GroupNorm { get; }

    [BatchNorm(3)] public partial HyperBatchNorm BatchNorm { get; }

    [Lstm(3, 2)] public partial HyperLstm Lstm { get; }

    [Gru(3, 2)] public partial HyperGru Gru { get; }

    [Gru(2, 2, Bias = false)] public partial HyperGru GruWithoutBias { get; }

    [Hyperparameter(Initial = 0.1, Scale = Scale.Log, Per = Per.Unit)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => EveryLayer.Forward(this, rows);

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);
}

[HyperModel(Hypernetwork.Centered)]
public sealed partial class EveryLayerCentered : IEveryLayer
{
    [Linear(5, 4)] public partial HyperLinear Linear { get; }

    [Conv1d(2, 4, 3, Stride = 2, Padding = 1, Groups = 2)] public partial HyperConv1d Conv1d { get; }

    [Conv2d(2, 3, 3, 2, Stride = 2, Padding = 1, PaddingWidth = 0, DilationWidth = 2)] public partial HyperConv2d Conv2d { get; }

    [Conv2d(4, 2, 2, Groups = 2, Bias = false)] public partial HyperConv2d Grouped { get; }

    [ConvTranspose2d(2, 3, 3, Stride = 2, Padding = 1, OutputPadding = 1)] public partial HyperConvTranspose2d Transposed { get; }

    [ConvTranspose2d(2, 4, 2, 3, Groups = 2, Bias = false)] public partial HyperConvTranspose2d TransposedInGroups { get; }

    [Embedding(5, 3, PaddingIndex = 1)] public partial HyperEmbedding Embedding { get; }

    [LayerNorm(3, 2)] public partial HyperLayerNorm LayerNorm { get; }

    [GroupNorm(2, 4)] public partial HyperGroupNorm GroupNorm { get; }

    [BatchNorm(3)] public partial HyperBatchNorm BatchNorm { get; }

    [Lstm(3, 2)] public partial HyperLstm Lstm { get; }

    [Gru(3, 2)] public partial HyperGru Gru { get; }

    [Gru(2, 2, Bias = false)] public partial HyperGru GruWithoutBias { get; }

    [Hyperparameter(Initial = 0.1, Scale = Scale.Log, Per = Per.Unit)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => EveryLayer.Forward(this, rows);

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);
}
