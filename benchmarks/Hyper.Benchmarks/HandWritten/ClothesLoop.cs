using FashionCnn;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Hyper.Benchmarks;

/// <summary>The same joint step as <see cref="TuneClothesJointly"/>, on the network of <see cref="ClothesClassifier"/>.</summary>
internal sealed class ClothesLoop : JointLoop
{
    private const int EdgesOffset = 0;
    private const int PartsOffset = EdgesOffset + (8 * 9) + 8;
    private const int HiddenOffset = PartsOffset + (16 * 8 * 9) + 16;
    private const int OutputOffset = HiddenOffset + (64 * 784) + 64;
    private const int Weights = OutputOffset + (10 * 64) + 10;
    private const int Hyperparameters = 7;

    // The unconstrained hyperparameters: a decay for each layer, then what has bounds.
    private const int Dropout = 4;
    private const int CutoutSize = 5;
    private const int Smoothing = 6;

    private static readonly (int Count, int Rows, int FanIn)[] Tensors =
    [
        (8 * 9, 8, 9), (8, 8, 9), (16 * 72, 16, 72), (16, 16, 72), (64 * 784, 64, 784), (64, 64, 784), (10 * 64, 10, 64), (10, 10, 64),
    ];

    private readonly Parameter general;
    private readonly Parameter direction;
    private readonly Parameter scales;
    private readonly Tensor rowOfWeight;

    public ClothesLoop(DataSplits data, Device device)
        : base(data, device, tensor((float[])[.. Enumerable.Repeat((float)Math.Log(1e-5), 4), Logit(0.2 / 0.5), 0, 0]).view(1, Hyperparameters))
    {
        // One row for each output unit of a weight tensor, and another for each element of a bias.
        var first = 0;
        var rows = new List<long>();
        foreach (var (count, units, _) in Tensors)
        {
            rows.AddRange(Enumerable.Range(0, count).Select(i => (long)(first + (i / (count / units)))));
            first += units;
        }

        rowOfWeight = tensor(rows.ToArray()).to(device);
        general = Parameter(Uniform());
        direction = Parameter(Uniform());
        scales = Parameter(randn(first, Hyperparameters) * (0.01 / Math.Sqrt(Hyperparameters)));
        Train(general, direction, scales);

        static Tensor Uniform() => cat([.. Tensors.Select(part => (rand(part.Count) - 0.5) * (2 / Math.Sqrt(part.FanIn)))]);
    }

    public override void Dispose()
    {
        rowOfWeight.Dispose();
        base.Dispose();
    }

    protected override Tensor Respond(Tensor z) => general + (direction * linear(z, scales).index_select(1, rowOfWeight));

    protected override Tensor TrainingLoss(Tensor inputs, Tensor targets, Tensor weights, Tensor unconstrained)
    {
        // A column with a value for each row: the rows on end belong to one sample after the other.
        var columns = unconstrained.narrow(1, Dropout, 3).sigmoid().repeat_interleave(Rows / Samples, 0);
        var rate = columns.narrow(1, 0, 1) * 0.5;
        var logits = Predict(Cut(inputs.view(-1, 1, 28, 28), (columns.narrow(1, 1, 1) * 8).round()), weights, x => x * Keep(x, rate));
        var share = columns.narrow(1, 2, 1) * 0.1;
        var labels = (one_hot(targets, FashionMnist.Classes) * (1 - share)) + (share / FashionMnist.Classes);
        var squares = weights.square();
        var layers = stack(
            [
                squares.narrow(1, EdgesOffset, PartsOffset - EdgesOffset).sum([1L]),
                squares.narrow(1, PartsOffset, HiddenOffset - PartsOffset).sum([1L]),
                squares.narrow(1, HiddenOffset, OutputOffset - HiddenOffset).sum([1L]),
                squares.narrow(1, OutputOffset, Weights - OutputOffset).sum([1L]),
            ],
            1);
        return cross_entropy(logits, labels) + ((unconstrained.narrow(1, 0, 4).exp() * layers).sum() / Samples);
    }

    protected override Tensor ValidationLoss(Tensor inputs, Tensor targets, Tensor weights) =>
        cross_entropy(Predict(inputs.view(-1, 1, 28, 28), weights, x => x), targets);

    private static Tensor Predict(Tensor pictures, Tensor weights, Func<Tensor, Tensor> drop)
    {
        var edges = relu(max_pool2d(Convolve(pictures, weights, EdgesOffset, 1, 8), 2));
        var parts = relu(max_pool2d(Convolve(edges, weights, PartsOffset, 8, 16), 2));
        var hidden = relu(Linear(drop(parts.flatten(1)), weights, HiddenOffset, 784, 64));
        return Linear(drop(hidden), weights, OutputOffset, 64, 10);
    }

    private static Tensor Convolve(Tensor x, Tensor weights, int offset, int inputs, int outputs)
    {
        var count = inputs * outputs * 9;
        var samples = weights.shape[0];
        return cat([.. x.chunk(samples).Select((rows, sample) => conv2d(
            rows,
            weights[sample].narrow(0, offset, count).view(outputs, inputs, 3, 3),
            weights[sample].narrow(0, offset + count, outputs),
            padding: [1, 1]))]);
    }

    private static Tensor Keep(Tensor x, Tensor rate) => rand_like(x).ge(rate) / (1 - rate);

    private static Tensor Cut(Tensor pictures, Tensor side)
    {
        var size = side.view(-1, 1, 1, 1);
        return pictures * Inside(size, 2).logical_and(Inside(size, 3)).logical_not();
    }

    private static Tensor Inside(Tensor side, int dimension)
    {
        long[] shape = [1, 1, 1, 1];
        shape[dimension] = 28;
        var pixel = arange(28, dtype: side.dtype, device: side.device).view(shape);
        var first = randint(28, [side.shape[0], 1, 1, 1], dtype: side.dtype, device: side.device) - (side / 2).floor();
        return pixel.ge(first).logical_and(pixel.lt(first + side));
    }

    private static float Logit(double share) => (float)Math.Log(share / (1 - share));
}
