using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Hyper.Benchmarks;

/// <summary>The same joint step as <see cref="FigureFive"/>.</summary>
internal sealed class FigureFiveLoop : JointLoop
{
    private const int Inputs = 784;
    private const int Outputs = 10;
    private const int Weights = (Inputs * Outputs) + Outputs;
    private const int Rank = 10;

    private readonly Parameter w1;
    private readonly Parameter b1;
    private readonly Parameter w2;
    private readonly Parameter b2;

    public FigureFiveLoop(DataSplits data, Device device)
        : base(data, device, full(1, Weights, Math.Log(0.018)))
    {
        w1 = Parameter(randn(Rank, Weights) / Math.Sqrt(Weights));
        b1 = Parameter(zeros(Rank));
        w2 = Parameter(randn(Weights, Rank) * 1e-4);
        b2 = Parameter((rand(Weights) - 0.5) * (2 / Math.Sqrt(Inputs)));
        Train(w1, b1, w2, b2);
    }

    protected override Tensor Respond(Tensor z) => nn.functional.linear(nn.functional.linear(z, w1, b1), w2, b2);

    protected override Tensor TrainingLoss(Tensor inputs, Tensor targets, Tensor weights, Tensor unconstrained) =>
        SquaredError(Linear(inputs, weights, 0, Inputs, Outputs), targets) + ((unconstrained.exp() * weights.square()).sum() / Samples);

    protected override Tensor ValidationLoss(Tensor inputs, Tensor targets, Tensor weights) =>
        SquaredError(Linear(inputs, weights, 0, Inputs, Outputs), targets);
}
