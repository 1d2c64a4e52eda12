using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Hyper.Benchmarks;

/// <summary>The network, the losses and the initial values that both loops of three layers share.</summary>
internal abstract class ThreeLayersNetwork(DataSplits data, Device device) : JointLoop(data, device, full(1, Weights, Math.Log(1e-4)))
{
    /// <summary>Weights and biases of all layers.</summary>
    protected const int Weights = ThirdOffset + (Hidden * Outputs) + Outputs;

    private const int Inputs = 784;
    private const int Hidden = 100;
    private const int Outputs = 10;
    private const int SecondOffset = (Inputs * Hidden) + Hidden;
    private const int ThirdOffset = SecondOffset + (Hidden * Hidden) + Hidden;

    /// <summary>The standard initialisation of all layers, [P].</summary>
    protected static Tensor Standard()
    {
        return cat([Uniform(SecondOffset, Inputs), Uniform(ThirdOffset - SecondOffset, Hidden), Uniform(Weights - ThirdOffset, Hidden)]);

        static Tensor Uniform(int count, int fanIn) => (rand(count) - 0.5) * (2 / Math.Sqrt(fanIn));
    }

    protected override Tensor TrainingLoss(Tensor inputs, Tensor targets, Tensor weights, Tensor unconstrained) =>
        SquaredError(Predict(inputs, weights), targets) + ((unconstrained.exp() * weights.square()).sum() / Samples);

    protected override Tensor ValidationLoss(Tensor inputs, Tensor targets, Tensor weights) => SquaredError(Predict(inputs, weights), targets);

    private static Tensor Predict(Tensor inputs, Tensor weights)
    {
        var first = relu(Linear(inputs, weights, 0, Inputs, Hidden));
        var second = relu(Linear(first, weights, SecondOffset, Hidden, Hidden));
        return Linear(second, weights, ThirdOffset, Hidden, Outputs);
    }
}
