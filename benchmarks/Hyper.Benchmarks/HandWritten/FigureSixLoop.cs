using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Hyper.Benchmarks;

/// <summary>The same joint step as <see cref="FigureSix"/>.</summary>
internal sealed class FigureSixLoop : JointLoop
{
    private const int Inputs = 784;
    private const int Outputs = 10;
    private const int Weights = (Inputs * Outputs) + Outputs;

    private readonly Parameter slope;
    private readonly Parameter origin;

    public FigureSixLoop(DataSplits data, Device device)
        : base(data, device, full(1, Outputs, Math.Log(0.018)))
    {
        slope = Parameter(randn(Weights, Outputs) * 1e-4);
        origin = Parameter((rand(Weights) - 0.5) * (2 / Math.Sqrt(Inputs)));
        Train(slope, origin);
    }

    protected override Tensor Respond(Tensor z) => nn.functional.linear(z, slope, origin);

    protected override Tensor TrainingLoss(Tensor inputs, Tensor targets, Tensor weights, Tensor unconstrained)
    {
        // A class answers to the squares of its 784 weights and its bias.
        var squares = weights.square();
        var classes = squares.narrow(1, 0, Inputs * Outputs).view(Samples, Outputs, Inputs).sum([2L]) + squares.narrow(1, Inputs * Outputs, Outputs);
        return SquaredError(Linear(inputs, weights, 0, Inputs, Outputs), targets) + ((unconstrained.exp() * classes).sum() / Samples);
    }

    protected override Tensor ValidationLoss(Tensor inputs, Tensor targets, Tensor weights) =>
        SquaredError(Linear(inputs, weights, 0, Inputs, Outputs), targets);
}
