using BenchmarkDotNet.Attributes;
using Hyper.Runtime.Native;
using Hyper.Runtime.Training.Optimizers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Hyper.Benchmarks;

/// <summary>One step of Adam over one flat buffer: HyperDsl's fused pass and TorchSharp's own optimizer.</summary>
public class AdamBenchmark
{
    private const double Rate = 1e-3;

    private Tensor values = null!;
    private Tensor gradient = null!;
    private AdamOptimizer fused = null!;
    private Parameter parameter = null!;
    private Adam plain = null!;

    /// <summary>Parameters: the hypernetworks of figure 6's and figure 5's settings, and a million.</summary>
    [Params(86_350, 164_860, 1_000_000)]
    public int Count { get; set; }

    /// <summary>Threads.</summary>
    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        NativeBackend.EnsureLoaded();
        set_num_threads(Threads);
        values = zeros(Count);
        gradient = rand(Count);
        fused = new AdamOptimizer(values, gradient);
        parameter = new Parameter(zeros(Count)) { grad = gradient };
        plain = optim.Adam([parameter], lr: Rate);
    }

    [GlobalCleanup]
    public void Release()
    {
        fused.Dispose();
        plain.Dispose();
        parameter.Dispose();
        gradient.Dispose();
        values.Dispose();
    }

    [Benchmark]
    public void Fused() => fused.Step(Rate);

    [Benchmark(Baseline = true)]
    public void TorchSharp()
    {
        using var scope = NewDisposeScope();
        plain.step();
    }
}
