// Rows of numbers and of categories, in one tensor: the first column is a category.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Kinds;

[HyperModel]
public sealed partial class Categories
{
    [Embedding(12, 4)] public partial HyperEmbedding Kind { get; }
    [Linear(4 + 7, 16)] public partial HyperLinear Hidden { get; }
    [Linear(16, 1)] public partial HyperLinear Output { get; }
    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor Decay { get; }
    [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.9)] public partial HyperTensor Dropout { get; }

    [Forward]
    private Tensor Predict(Tensor rows)
    {
        var kind = Kind.forward(rows[.., 0].to(ScalarType.Int64));
        var numbers = rows.narrow(1, 1, 7);
        var hidden = relu(Hidden.forward(cat([kind, numbers], 1)));
        return Output.forward(Drop(hidden, Dropout)).squeeze(1);
    }

    [TrainingLoss] private Tensor Fit(Tensor outputs, Tensor targets) => mse_loss(outputs, targets) + L2(Decay);
    [ValidationLoss] private Tensor Score(Tensor outputs, Tensor targets) => mse_loss(outputs, targets);
}
