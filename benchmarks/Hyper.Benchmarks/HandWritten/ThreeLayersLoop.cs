using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Hyper.Benchmarks;

/// <summary>The same joint step as <see cref="TuneThreeLayers"/>.</summary>
internal sealed class ThreeLayersLoop : ThreeLayersNetwork
{
    private const int Rank = 10;

    private readonly Parameter w1;
    private readonly Parameter b1;
    private readonly Parameter w2;
    private readonly Parameter b2;

    public ThreeLayersLoop(DataSplits data, Device device)
        : base(data, device)
    {
        w1 = Parameter(randn(Rank, Weights) / Math.Sqrt(Weights));
        b1 = Parameter(zeros(Rank));
        w2 = Parameter(randn(Weights, Rank) * 1e-4);
        b2 = Parameter(Standard());
        Train(w1, b1, w2, b2);
    }

    protected override Tensor Respond(Tensor z) => linear(linear(z, w1, b1), w2, b2);
}
