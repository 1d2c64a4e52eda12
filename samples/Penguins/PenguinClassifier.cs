using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace PenguinSpecies;

/// <summary>Tells three species apart by what was measured.</summary>
[HyperModel]
public sealed partial class PenguinClassifier
{
    [Linear(Penguins.Inputs, 32)] public partial HyperLinear Hidden { get; }
    [Linear(32, Penguins.Classes)] public partial HyperLinear Output { get; }
    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log, Per = Per.Layer)] public partial HyperTensor WeightDecay { get; }
    [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.9)] public partial HyperTensor Dropout { get; }
    [Forward] private Tensor Predict(Tensor rows) => Output.forward(Drop(relu(Hidden.forward(rows)), Dropout));
    [TrainingLoss] private Tensor Fit(Tensor scores, Tensor species) => cross_entropy(scores, species) + L2(WeightDecay);
    [ValidationLoss] private Tensor Score(Tensor scores, Tensor species) => cross_entropy(scores, species);
}

/// <summary>Tunes it.</summary>
[Experiment<PenguinClassifier>(Steps = 2_000, Seed = 7)]
public static partial class TunePenguins;
