using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Hyper.Benchmarks;

// A network of two hidden layers for classes and for numbers: a weight decay for each layer and two dropouts.

[HyperModel(Hypernetwork.Linear)]
public sealed partial class ClassTable
{
    [Linear(NumberTable.Width, 64)] public partial HyperLinear First { get; }

    [Linear(64, 64)] public partial HyperLinear Second { get; }

    [Linear(64, NumberTable.Outputs)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-4, Scale = Scale.Log, Per = Per.Layer)]
    public partial HyperTensor Decay { get; }

    [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.8)]
    public partial HyperTensor EarlyDropout { get; }

    [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.8)]
    public partial HyperTensor LateDropout { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Output.forward(Drop(F.relu(Second.forward(Drop(F.relu(First.forward(rows)), EarlyDropout))), LateDropout));

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels) => F.cross_entropy(logits, labels) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor logits, Tensor labels) => F.cross_entropy(logits, labels);
}

[HyperModel(Hypernetwork.Linear)]
public sealed partial class NumberTarget
{
    [Linear(NumberTable.Width, 64)] public partial HyperLinear First { get; }

    [Linear(64, 64)] public partial HyperLinear Second { get; }

    [Linear(64, 1)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-4, Scale = Scale.Log, Per = Per.Layer)]
    public partial HyperTensor Decay { get; }

    [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.8)]
    public partial HyperTensor EarlyDropout { get; }

    [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.8)]
    public partial HyperTensor LateDropout { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Output.forward(Drop(F.relu(Second.forward(Drop(F.relu(First.forward(rows)), EarlyDropout))), LateDropout));

    [TrainingLoss]
    private Tensor Fit(Tensor values, Tensor targets) => F.mse_loss(values, targets) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor values, Tensor targets) => F.mse_loss(values, targets);
}

[Experiment<ClassTable>(Algorithm.Joint)]
public static partial class TuneClassTable;

[Experiment<NumberTarget>(Algorithm.Joint)]
public static partial class TuneNumberTarget;

[Experiment<ClassTable>(Algorithm.SelfTuning)]
public static partial class SelfTuneClassTable;

[Experiment<NumberTarget>(Algorithm.SelfTuning)]
public static partial class SelfTuneNumberTarget;
