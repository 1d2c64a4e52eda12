using Hyper.Runtime.Layers.Context;
using Hyper.Runtime.Layers.Weights;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Layers;

/// <summary>Two small layers (5 to 4 with bias, 4 to 3 without) and a hyperparameter, with random weights for S samples.</summary>
internal sealed class LayerFixture : IDisposable
{
    public static readonly ElementaryLayout Layout = new(
        new WeightSlot("First.weight", 0, 0, [4, 5], 5),
        new WeightSlot("First.bias", 0, 20, [4], 5),
        new WeightSlot("Second.weight", 1, 24, [3, 4], 4));

    public LayerFixture(int samples, Per granularity, Transform? transform = null, int seed = 1, Penalized penalized = Penalized.All)
    {
        Space = new HyperparameterSpace(new HyperparameterInfo("Strength", 0, CountOf(granularity), granularity, transform ?? new Transform(Scale.Log), 0.5) { Penalized = penalized });
        Context = new ForwardContext(Layout, Space);
        First = new HyperLinear(Context, 0, 1);
        Second = new HyperLinear(Context, 2, -1);
        Strength = new HyperTensor(Context, Space.Hyperparameters[0]);
        Weights = new ElementaryWeights(Layout, samples, ScalarType.Float64, CPU);
        Noise = new Generator((ulong)seed);
        Context.Noise = Noise;
        Weights.Values.normal_(0, 1, Noise);
        Unconstrained = randn(samples, Space.Count, dtype: ScalarType.Float64, generator: Noise);
    }

    public HyperparameterSpace Space { get; }

    public ForwardContext Context { get; }

    public HyperLinear First { get; }

    public HyperLinear Second { get; }

    public HyperTensor Strength { get; }

    public ElementaryWeights Weights { get; }

    public Generator Noise { get; }

    public Tensor Unconstrained { get; }

    public static int CountOf(Per granularity) => granularity switch
    {
        Per.Layer => 2,
        Per.Unit => 7,
        Per.Weight => 36,
        _ => 1,
    };

    /// <summary>The weights of one sample, as leaves that know nothing of the flat vector.</summary>
    public (Tensor First, Tensor Bias, Tensor Second) Plain(int sample)
    {
        var flat = Weights.Values[sample];
        return (Leaf(flat, 0, 4, 5), Leaf(flat, 20, 4), Leaf(flat, 24, 3, 4));

        static Tensor Leaf(Tensor flat, long offset, params long[] shape) =>
            flat.narrow(0, offset, shape.Aggregate(1L, (a, b) => a * b)).view(shape).clone().detach().requires_grad_();
    }

    public void Dispose()
    {
        Weights.Dispose();
        Context.Dispose();
        Unconstrained.Dispose();
        Noise.Dispose();
    }
}
