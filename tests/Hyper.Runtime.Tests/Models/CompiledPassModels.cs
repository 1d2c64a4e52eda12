using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Hyper.Runtime.Tests.Models;

// Models whose passes the compiler differentiates: between them they have every operation that it knows.

[HyperModel(Hypernetwork.Linear)]
public sealed partial class CompiledClassifier
{
    [Linear(6, 5)] public partial HyperLinear Hidden { get; }

    [Linear(5, 5, Bias = false)] public partial HyperLinear Again { get; }

    [Linear(5, 3)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-2, Scale = Scale.Log, Per = Per.Unit)] public partial HyperTensor Decay { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor Lasso { get; }

    [Hyperparameter(Initial = 0.3, Min = 0, Max = 0.9)] public partial HyperTensor Rate { get; }

    [Hyperparameter(Initial = 0.1, Scale = Scale.Log)] public partial HyperTensor Noise { get; }

    [Hyperparameter(Initial = 0.1, Min = 0, Max = 1)] public partial HyperTensor Smoothing { get; }

    [Forward]
    private Tensor Predict(Tensor rows)
    {
        var hidden = F.relu(Hidden.forward(AddNoise(rows, Noise)));
        hidden = Drop(hidden, Rate);

        // One layer twice, with what came before beside it.
        hidden = hidden + tanh(Again.forward(hidden));
        return Output.forward(Residual(hidden));
    }

    private Tensor Residual(Tensor hidden) => hidden - (0.5 * Again.forward(hidden).sigmoid());

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels) => F.cross_entropy(logits, SmoothLabels(labels, 3, Smoothing)) + L2(Decay) + (0.25 * L1(Lasso));

    [ValidationLoss]
    private static Tensor Score(Tensor logits, Tensor labels) => F.cross_entropy(logits, labels);
}

[Experiment<CompiledClassifier>(Algorithm.Joint, Steps = 100, BatchSize = 12, HyperSamples = 2, LearningRate = 1e-2, Seed = 3)]
public static partial class TuneCompiledClassifier;

[HyperModel(Hypernetwork.Factorized, Rank = 3)]
public sealed partial class CompiledRegression
{
    [Linear(4, 6)] public partial HyperLinear Left { get; }

    [Linear(4, 6)] public partial HyperLinear Right { get; }

    [Linear(6, 2)] public partial HyperLinear Output { get; }

    [Linear(4, 2)] public partial HyperLinear Idle { get; }

    [Hyperparameter(Initial = 1e-2, Scale = Scale.Log, Per = Per.Weight)] public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows)
    {
        // [rows, 2, 4]: layers apply to the last dimension.
        var pairs = rows.view(-1, 2, 4);
        _ = Idle.forward(pairs);
        var gate = exp(Left.forward(pairs) * -0.5);
        var mixed = gate * Right.forward(pairs).abs() + 1;
        var flat = Output.forward(mixed).flatten(1);
        return -flat.reshape(-1, 2, 2).sum(1) / 2;
    }

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets)
    {
        var error = outputs - targets;
        var squares = error.square().sum(1).mean();
        var mean = F.mse_loss(outputs, targets);
        return squares + mean * 0.5 + 0.01 * error.pow(2).sum() - 0.1 * outputs.mean() + L2(Decay);
    }

    [ValidationLoss]
    private Tensor Score(Tensor outputs, Tensor targets) => (outputs - targets).square().sum(1).mean() + outputs.square().mean();
}

[Experiment<CompiledRegression>(Algorithm.SelfTuning, Steps = 100, BatchSize = 12, HyperSamples = 2, LearningRate = 1e-2, Seed = 4)]
public static partial class TuneCompiledRegression;

/// <summary>So many weights that each sample's gradient is computed by itself, and a penalty on the logarithm of one strength a weight.</summary>
[HyperModel(Hypernetwork.Elementwise)]
public sealed partial class CompiledWide
{
    [Linear(600, 300)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 0.01, Scale = Scale.Log)]
    public partial HyperTensor Sparsity { get; }

    [Hyperparameter(Initial = 0.1, Scale = Scale.Log, Per = Per.Weight)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor inputs) => Output.forward(inputs);

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => (outputs - targets).square().sum(1).mean() + L2(Decay) + L1(Sparsity);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => (outputs - targets).square().sum(1).mean();
}

/// <summary>Convolutions with all that may stand between them, and every layer but the recurrent ones.</summary>
[HyperModel(Hypernetwork.Structured)]
public sealed partial class CompiledImages
{
    [Conv2d(1, 3, 3, Padding = 1)] public partial HyperConv2d Edges { get; }

    [BatchNorm(3)] public partial HyperBatchNorm Alike { get; }

    [Conv2d(3, 4, 2, Stride = 2, Bias = false)] public partial HyperConv2d Parts { get; }

    [GroupNorm(2, 4)] public partial HyperGroupNorm InGroups { get; }

    [ConvTranspose2d(4, 2, 2)] public partial HyperConvTranspose2d Wider { get; }

    [Conv1d(2, 2, 3, Padding = 1)] public partial HyperConv1d Lines { get; }

    [LayerNorm(8)] public partial HyperLayerNorm Norm { get; }

    [Linear(8, 3)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log, Per = Per.Layer)] public partial HyperTensor Decay { get; }

    [Hyperparameter(Initial = 0.3, Min = 0, Max = 0.9)] public partial HyperTensor Rate { get; }

    [Hyperparameter(Initial = 2, Min = 0, Max = 4)] public partial HyperTensor Hole { get; }

    [Forward]
    private Tensor Predict(Tensor rows)
    {
        var images = Cutout(rows.view(-1, 1, 9, 9), Hole);
        var edges = F.silu(F.max_pool2d(Alike.forward(Edges.forward(images)), 3, stride: 2));

        // Nothing comes of it but the running statistics, which evaluation reads.
        _ = Alike.forward(edges);
        var parts = F.gelu(InGroups.forward(Parts.forward(DropChannels(edges, Rate))));
        var wide = F.leaky_relu(Wider.forward(F.avg_pool2d(parts, 2, 1)), 0.2);
        var lines = F.softplus(Lines.forward(wide.reshape(-1, 2, 4)));
        return Output.forward(F.elu(Norm.forward(lines.flatten(1)), 0.7) + Norm.forward(F.leaky_relu(lines).flatten(1)));
    }

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels) => F.cross_entropy(logits, labels) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor logits, Tensor labels) => F.cross_entropy(logits, labels);
}

[Experiment<CompiledImages>(Algorithm.SelfTuning, Steps = 100, BatchSize = 12, HyperSamples = 2, LearningRate = 1e-3, Seed = 5)]
public static partial class TuneCompiledImages;

/// <summary>A table of vectors, whose input no weight has gone into.</summary>
[HyperModel(Hypernetwork.Linear)]
public sealed partial class CompiledWords
{
    [Embedding(7, 3)] public partial HyperEmbedding Words { get; }

    [Linear(3, 2)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor numbers) => Output.forward(Words.forward(numbers).sum(1));

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => (outputs - targets).square().mean() + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => (outputs - targets).square().mean();
}
