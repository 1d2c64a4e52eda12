using Hyper.Runtime.Layers.Context;
using Hyper.Runtime.Layers.Weights;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Kinds;

/// <summary>One hyperparameter whose natural values are given, in a pass over a batch of rows.</summary>
internal sealed class KindFixture : IDisposable
{
    private readonly ElementaryWeights weights;
    private readonly Generator noise;

    /// <param name="rows">Rows of the batch.</param>
    /// <param name="values">The natural values of each sample, [S, count], Float64; a leaf may require a gradient.</param>
    public KindFixture(long rows, Tensor values, bool training = true, Per per = Per.Scalar, bool discrete = false, long[]? examples = null, ulong seed = 1)
    {
        var (samples, count) = ((int)values.shape[0], (int)values.shape[1]);
        var layout = new ElementaryLayout(new WeightSlot("Layer.weight", 0, 0, [1, 1], 1));
        var space = new HyperparameterSpace(new HyperparameterInfo("Strength", 0, count, per, new Transform(Scale.Linear), 0) { Discrete = discrete });
        noise = new Generator(seed);
        Context = new ForwardContext(layout, space) { Noise = noise };
        Strength = new HyperTensor(Context, space.Hyperparameters[0]);
        weights = new ElementaryWeights(layout, samples, ScalarType.Float64, CPU);
        Context.Begin(weights, values, rows, training, examples is null ? null : tensor(examples));
    }

    public ForwardContext Context { get; }

    public HyperTensor Strength { get; }

    /// <summary>One value for each sample.</summary>
    public static Tensor Each(params double[] values) => tensor(values).view(-1, 1);

    /// <summary>Images that no two pixels of are alike.</summary>
    public static Tensor Images(long rows, long channels = 3, long height = 7, long width = 9, ulong seed = 5)
    {
        using var generator = new Generator(seed);
        return randn([rows, channels, height, width], dtype: ScalarType.Float64, generator: generator);
    }

    public void Dispose()
    {
        weights.Dispose();
        Context.Dispose();
        noise.Dispose();
    }
}
