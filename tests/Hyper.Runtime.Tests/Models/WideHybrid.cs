using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Models;

// A layer of every response family, of different fan-ins and large enough to measure the spread of what is generated for it.

[HyperModel(Hypernetwork.Mlp)]
public sealed partial class WideHybrid
{
    [Linear(30, 24)] public partial HyperLinear Wide { get; }

    [Linear(24, 20)] public partial HyperLinear Middle { get; }

    [Linear(20, 18, Hypernetwork = Hypernetwork.Linear)] public partial HyperLinear Straight { get; }

    [Linear(18, 17, Hypernetwork = Hypernetwork.Factorized)] public partial HyperLinear Low { get; }

    [Linear(17, 16, Hypernetwork = Hypernetwork.Elementwise)] public partial HyperLinear Each { get; }

    [Linear(16, 15, Hypernetwork = Hypernetwork.Structured)] public partial HyperLinear Rows { get; }

    [Linear(15, 14, Hypernetwork = Hypernetwork.Centered)] public partial HyperLinear Fixed { get; }

    [Linear(14, 14, Hypernetwork = Hypernetwork.Mlp, HiddenUnits = 200)] public partial HyperLinear Narrow { get; }

    [Hyperparameter(Initial = 0.1, Scale = Scale.Log, Per = Per.Weight)]
    public partial HyperTensor Decay { get; }

    [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.9)]
    public partial HyperTensor Dropout { get; }

    [Forward]
    private Tensor Predict(Tensor rows) =>
        Narrow.forward(Fixed.forward(Rows.forward(Each.forward(Low.forward(Straight.forward(Middle.forward(Wide.forward(Drop(rows, Dropout)))))))));

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);
}
