using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Hyper.Benchmarks;

/// <summary>The same joint step as <see cref="TuneThreeLayersEach"/>.</summary>
internal sealed class ThreeLayersEachLoop : ThreeLayersNetwork
{
    private readonly Parameter a;
    private readonly Parameter b;

    public ThreeLayersEachLoop(DataSplits data, Device device)
        : base(data, device)
    {
        a = Parameter(Standard());
        b = Parameter(randn(Weights) * 1e-4);
        Train(a, b);
    }

    protected override Tensor Respond(Tensor z) => a + (b * z);
}
