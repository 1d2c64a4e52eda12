using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Hyper.Benchmarks;

/// <summary>The same joint step as <see cref="ThreeLayers"/>.</summary>
internal sealed class ThreeLayersLoop : JointLoop
{
    private const int Inputs = 784;
    private const int Hidden = 100;
    private const int Outputs = 10;
    private const int SecondOffset = (Inputs * Hidden) + Hidden;
    private const int ThirdOffset = SecondOffset + (Hidden * Hidden) + Hidden;
    private const int Weights = ThirdOffset + (Hidden * Outputs) + Outputs;
    private const int Rank = 10;

    private readonly Parameter w1;
    private readonly Parameter b1;
    private readonly Parameter w2;
    private readonly Parameter b2;

    public ThreeLayersLoop(DataSplits data, Device device)
        : base(data, device, full(1, Weights, Math.Log(1e-4)))
    {
        w1 = Parameter(randn(Rank, Weights) / Math.Sqrt(Weights));
        b1 = Parameter(zeros(Rank));
        w2 = Parameter(randn(Weights, Rank) * 1e-4);
        b2 = Parameter(cat([Uniform(SecondOffset, Inputs), Uniform(ThirdOffset - SecondOffset, Hidden), Uniform(Weights - ThirdOffset, Hidden)]));
        Train(w1, b1, w2, b2);

        static Tensor Uniform(int count, int fanIn) => (rand(count) - 0.5) * (2 / Math.Sqrt(fanIn));
    }

    protected override Tensor Respond(Tensor z) => linear(linear(z, w1, b1), w2, b2);

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
