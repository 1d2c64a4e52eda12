using Hyper.Runtime.Native;
using Hyper.Runtime.Passes;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Passes;

/// <summary>What each written-out derivative gives is what autograd gives.</summary>
public sealed class PullBackTests
{
    private static readonly long[][] Shapes = [[], [5], [3, 4], [2, 3, 4], [2, 3, 2, 2]];

    /// <summary>Functions of each element; where the numbers have to be positive, they are.</summary>
    private static readonly Dictionary<string, (bool Positive, Func<Tensor, Tensor> Forward, Func<Tensor, Tensor, Tensor, Tensor> Back)> Elementwise = new()
    {
        ["Relu"] = (false, x => x.relu(), (g, x, y) => PullBack.Relu(g, y)),
        ["Tanh"] = (false, x => x.tanh(), (g, x, y) => PullBack.Tanh(g, y)),
        ["Sigmoid"] = (false, x => x.sigmoid(), (g, x, y) => PullBack.Sigmoid(g, y)),
        ["LogSigmoid"] = (false, x => nn.functional.logsigmoid(x), (g, x, y) => PullBack.LogSigmoid(g, x)),
        ["Silu"] = (false, x => x.silu(), (g, x, y) => PullBack.Silu(g, x)),
        ["Gelu"] = (false, x => x.gelu(), (g, x, y) => PullBack.Gelu(g, x)),
        ["Softplus"] = (false, x => nn.functional.softplus(x * 15), (g, x, y) => PullBack.Softplus(g, x * 15) * 15),
        ["LeakyRelu"] = (false, x => nn.functional.leaky_relu(x, 0.2), (g, x, y) => PullBack.LeakyRelu(g, x, 0.2)),
        ["Elu"] = (false, x => nn.functional.elu(x, 0.7), (g, x, y) => PullBack.Elu(g, x, 0.7)),
        ["Negate"] = (false, x => -x, (g, x, y) => PullBack.Negate(g)),
        ["Abs"] = (false, x => x.abs(), (g, x, y) => PullBack.Abs(g, x)),
        ["Square"] = (false, x => x.square(), (g, x, y) => PullBack.Square(g, x)),
        ["Pow(3)"] = (false, x => x.pow(3), (g, x, y) => PullBack.Pow(g, x, 3)),
        ["Pow(0)"] = (false, x => x.pow(0), (g, x, y) => PullBack.Pow(g, x, 0)),
        ["Pow(1)"] = (false, x => x.pow(1), (g, x, y) => PullBack.Pow(g, x, 1)),
        ["Pow(-2)"] = (false, x => x.pow(-2), (g, x, y) => PullBack.Pow(g, x, -2)),
        ["Pow(1.7)"] = (true, x => x.pow(1.7), (g, x, y) => PullBack.Pow(g, x, 1.7)),
        ["Sqrt"] = (true, x => x.sqrt(), (g, x, y) => PullBack.Sqrt(g, y)),
        ["Rsqrt"] = (true, x => x.rsqrt(), (g, x, y) => PullBack.Rsqrt(g, y)),
        ["Reciprocal"] = (false, x => x.reciprocal(), (g, x, y) => PullBack.Reciprocal(g, y)),
        ["Exp"] = (false, x => x.exp(), (g, x, y) => PullBack.Exp(g, y)),
        ["Expm1"] = (false, x => x.expm1(), (g, x, y) => PullBack.Expm1(g, y)),
        ["Log"] = (true, x => x.log(), (g, x, y) => PullBack.Log(g, x)),
        ["Log1p"] = (true, x => x.log1p(), (g, x, y) => PullBack.Log1p(g, x)),
        ["Sin"] = (false, x => x.sin(), (g, x, y) => PullBack.Sin(g, x)),
        ["Cos"] = (false, x => x.cos(), (g, x, y) => PullBack.Cos(g, x)),
        ["Clamp"] = (false, x => x.clamp(-0.5, 0.75), (g, x, y) => PullBack.Clamp(g, x, -0.5, 0.75)),
        ["Clamp from below"] = (false, x => x.clamp(min: -0.5), (g, x, y) => PullBack.Clamp(g, x, -0.5, null)),
        ["Clamp from above"] = (false, x => x.clamp(max: 0.75), (g, x, y) => PullBack.Clamp(g, x, null, 0.75)),
    };

    /// <summary>What is done to tensors of the shapes given, with the gradient of each.</summary>
    private static readonly Dictionary<string, (long[][] Shapes, Func<Tensor[], Tensor> Forward, Func<Tensor, Tensor[], Tensor, Tensor[]> Back)> Others = new()
    {
        ["Softmax over rows"] = ([[3, 4]], x => x[0].softmax(0), (g, x, y) => [PullBack.Softmax(g, y, 0)]),
        ["Softmax over the last"] = ([[2, 3, 4]], x => x[0].softmax(-1), (g, x, y) => [PullBack.Softmax(g, y, -1)]),
        ["LogSoftmax over the middle"] = ([[2, 3, 4]], x => x[0].log_softmax(1), (g, x, y) => [PullBack.LogSoftmax(g, y, 1)]),
        ["LogSoftmax over the last"] = ([[5]], x => x[0].log_softmax(-1), (g, x, y) => [PullBack.LogSoftmax(g, y, -1)]),
        ["Reshape"] = ([[2, 3, 4]], x => x[0].reshape(4, 6), (g, x, y) => [PullBack.Reshape(g, x[0])]),
        ["Unsqueeze"] = ([[2, 3]], x => x[0].unsqueeze(1), (g, x, y) => [PullBack.Reshape(g, x[0])]),
        ["Expand"] = ([[3, 1, 4]], x => x[0].expand(2, 3, 5, 4), (g, x, y) => [PullBack.Broadcast(g, x[0])]),
        ["Sum over one"] = ([[2, 3, 4]], x => x[0].sum(1), (g, x, y) => [PullBack.SumOver(g, x[0], 1)]),
        ["Sum over one from the end"] = ([[2, 3, 4]], x => x[0].sum(-1), (g, x, y) => [PullBack.SumOver(g, x[0], -1)]),
        ["Sum over two"] = ([[2, 3, 4]], x => x[0].sum([0L, -1L]), (g, x, y) => [PullBack.SumOver(g, x[0], [0, -1], false)]),
        ["Sum over two that stay"] = ([[2, 3, 4]], x => x[0].sum([-1L, 0L], keepdim: true), (g, x, y) => [PullBack.SumOver(g, x[0], [-1, 0], true)]),
        ["Sum over all"] = ([[2, 3, 4]], x => x[0].sum(), (g, x, y) => [PullBack.SumOver(g, x[0], [], false)]),
        ["Mean over one"] = ([[2, 3, 4]], x => x[0].mean([-2]), (g, x, y) => [PullBack.MeanOver(g, x[0], [-2], false)]),
        ["Mean over two that stay"] = ([[2, 3, 4]], x => x[0].mean([1, 2], keepdim: true), (g, x, y) => [PullBack.MeanOver(g, x[0], [1, 2], true)]),
        ["Mean over all"] = ([[2, 3, 4]], x => x[0].mean(), (g, x, y) => [PullBack.MeanOver(g, x[0], [], false)]),
        ["Select"] = ([[2, 3, 4]], x => x[0].select(1, 2), (g, x, y) => [PullBack.Select(g, x[0], 1, 2)]),
        ["Select from the end"] = ([[2, 3, 4]], x => x[0].select(-1, -1), (g, x, y) => [PullBack.Select(g, x[0], -1, -1)]),
        ["Select of a vector"] = ([[5]], x => x[0].select(0, 3), (g, x, y) => [PullBack.Select(g, x[0], 0, 3)]),
        ["Narrow"] = ([[2, 5, 4]], x => x[0].narrow(1, 1, 3), (g, x, y) => [PullBack.Narrow(g, x[0], 1, 1, 3)]),
        ["Narrow from the end"] = ([[2, 5]], x => x[0].narrow(-1, -2, 2), (g, x, y) => [PullBack.Narrow(g, x[0], -1, -2, 2)]),
        ["Concatenate"] = ([[2, 3], [2, 1], [2, 4]], x => cat(x, 1), (g, x, y) => PullBack.Concatenate(g, 1, 3, 1, 4)),
        ["Concatenate from the end"] = ([[2, 3, 4], [2, 3, 2]], x => cat(x, -1), (g, x, y) => PullBack.Concatenate(g, -1, 4, 2)),
        ["Stack"] = ([[2, 3], [2, 3]], x => stack(x, 1), (g, x, y) => PullBack.Stack(g, 1)),
        ["Stack from the end"] = ([[2, 3], [2, 3], [2, 3]], x => stack(x, -1), (g, x, y) => PullBack.Stack(g, -1)),
        ["Transpose"] = ([[2, 3, 4]], x => x[0].transpose(0, -1), (g, x, y) => [PullBack.Transpose(g, 0, -1)]),
        ["Permute"] = ([[2, 3, 4, 5]], x => x[0].permute(2, -1, 0, 1), (g, x, y) => [PullBack.Permute(g, 2, -1, 0, 1)]),
        ["Divide"] = ([[3, 4], [3, 4]], x => x[0] / x[1], Quotient),
        ["Divide by a row"] = ([[2, 3, 4], [4]], x => x[0] / x[1], Quotient),
        ["Divide a column"] = ([[3, 1], [2, 3, 4]], x => x[0] / x[1], Quotient),
        ["Divide by a number"] = ([[3, 4], []], x => x[0] / x[1], Quotient),
        ["Product of matrices"] = ([[3, 4], [4, 2]], x => x[0].matmul(x[1]), Matrices),
        ["Product of batches"] = ([[5, 3, 4], [5, 4, 2]], x => x[0].matmul(x[1]), Matrices),
        ["Product of a batch and a matrix"] = ([[5, 3, 4], [4, 2]], x => x[0].matmul(x[1]), Matrices),
        ["Product of a matrix and a batch"] = ([[3, 4], [5, 4, 2]], x => x[0].matmul(x[1]), Matrices),
        ["Product of batches of batches"] = ([[2, 1, 3, 4], [5, 4, 2]], x => x[0].matmul(x[1]), Matrices),
        ["Means of windows"] = ([[2, 3, 7, 9]], x => nn.functional.avg_pool2d(x[0], 3, 2), (g, x, y) => [PullBack.AveragePool(g, x[0], 3, 2)]),
        ["Means of one image's windows"] = ([[3, 7, 9]], x => nn.functional.avg_pool2d(x[0], 2, 2), (g, x, y) => [PullBack.AveragePool(g, x[0], 2, 2)]),
    };

    static PullBackTests() => NativeBackend.EnsureLoaded();

    [Fact]
    public void Functions_of_each_element()
    {
        foreach (var (name, (positive, forward, back)) in Elementwise)
        {
            foreach (var shape in Shapes)
            {
                AssertSame(name, [shape], x => forward(x[0]), (g, x, y) => [back(g, x[0], y)], positive);
            }
        }
    }

    [Fact]
    public void All_other_operations()
    {
        foreach (var (name, (shapes, forward, back)) in Others)
        {
            AssertSame(name, shapes, forward, back, positive: false);
        }
    }

    /// <summary>At a bound of a clamp, at zero, and where a result is infinite or no number at all.</summary>
    [Fact]
    public void Special_numbers()
    {
        using var scope = NewDisposeScope();
        foreach (var (name, (_, forward, back)) in Elementwise.Where(function => function.Key is not ("Silu" or "Gelu" or "Softplus" or "Elu" or "LogSigmoid")))
        {
            var x = tensor([0.0, -0.5, 0.75, 1, -1, double.PositiveInfinity, double.NegativeInfinity, double.NaN], requires_grad: true);
            var y = forward(x);
            var gradient = linspace(1, 2, 8, dtype: ScalarType.Float64);
            var expected = autograd.grad([y], [x], [gradient])[0];
            using var untraced = no_grad();
            var actual = back(gradient, x, y);

            // A product with zero and infinity may be no number here where the library's shortcut is; what counts are numbers.
            Assert.True(expected.slice(0, 0, 5, 1).allclose(actual.slice(0, 0, 5, 1), 1e-14, 1e-14, equal_nan: true), $"{name}: {expected} {actual}");
        }
    }

    private static Tensor[] Quotient(Tensor g, Tensor[] x, Tensor y) => [PullBack.Numerator(g, x[0], x[1]), PullBack.Denominator(g, x[1], y)];

    private static Tensor[] Matrices(Tensor g, Tensor[] x, Tensor y) => [PullBack.LeftMatrix(g, x[0], x[1]), PullBack.RightMatrix(g, x[0], x[1])];

    private static void AssertSame(string name, long[][] shapes, Func<Tensor[], Tensor> forward, Func<Tensor, Tensor[], Tensor, Tensor[]> back, bool positive)
    {
        foreach (var dense in (bool[])[true, false])
        {
            using var scope = NewDisposeScope();
            using var noise = new Generator(3);
            Tensor[] leaves = [.. shapes.Select(shape => Numbers(shape, dense).requires_grad_())];
            var y = forward(leaves);
            var gradient = Numbers(y.shape, dense);
            var expected = autograd.grad([y], leaves, [gradient]);
            using var untraced = no_grad();
            var actual = back(gradient, leaves, y.detach());
            Assert.Equal(expected.Count, actual.Length);
            for (var i = 0; i < actual.Length; i++)
            {
                Assert.Equal(leaves[i].shape, actual[i].shape);
                Assert.True(expected[i].allclose(actual[i], 1e-13, 1e-14), $"{name}, [{string.Join(", ", shapes[i])}], dense: {dense}: {expected[i]} {actual[i]}");
            }

            Tensor Numbers(long[] shape, bool isDense)
            {
                // Every second number of a larger tensor, or the transposed one.
                var all = isDense
                    ? randn(shape, dtype: ScalarType.Float64, generator: noise)
                    : shape.Length == 1 ? randn(shape[0] * 2, dtype: ScalarType.Float64, generator: noise).slice(0, 0, shape[0] * 2, 2)
                    : randn([.. shape.Reverse()], dtype: ScalarType.Float64, generator: noise).permute([.. Enumerable.Range(0, shape.Length).Reverse().Select(i => (long)i)]);
                return (positive ? all.abs() + 0.1 : all).detach();
            }
        }
    }
}
