using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;
using Hyper.Runtime.Training.Batches;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.ExactAnswers;

/// <summary>
/// Answer 8, the hypergradient of per-example weights s = sigmoid(a): with A = XᵀSX + ridge, w = A⁻¹XᵀSy and q = A⁻¹g it is
/// sᵢ(1 − sᵢ)(yᵢ − xᵢᵀw)(xᵢᵀq). Here through the model's own training loss, traced, on rows in another order than the split's.
/// </summary>
public sealed class ExampleWeightTests
{
    static ExampleWeightTests() => NativeBackend.EnsureLoaded();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_implicit_hypergradient_is_the_closed_form(int seed)
    {
        using var scope = NewDisposeScope();
        using var noise = new Generator((ulong)seed);
        Tensor Draw(params long[] shape) => randn(shape, dtype: ScalarType.Float64, generator: noise);
        var (x, y, v, answers) = (Draw(8, 8), Draw(8, 1), Draw(20, 8), Draw(20, 1));
        var a = Draw(1, 8).requires_grad_();

        // The loss is (1/n)Σ sᵢ(xᵢᵀw − yᵢ)² + ½(1/n)Σ(xᵢᵀw)²: times n, a ridge of ½XᵀX. The factor 2/n cancels in 2q/n.
        var s = a.detach().sigmoid().view(8, 1);
        var curvature = x.t().mm(s * x) + (0.5 * x.t().mm(x));
        var w = linalg.solve(curvature, x.t().mm(s * y));
        var g = 2.0 / 20 * v.t().mm(v.mm(w) - answers);
        var q = linalg.solve(curvature, g);
        var expected = s * (1 - s) * (y - x.mm(w)) * x.mm(q);

        var order = tensor([5L, 2, 7, 0, 1, 6, 3, 4]);
        var batch = new Minibatch(x.index_select(0, order), y.index_select(0, order), order);
        var leaf = w.view(1, 8).clone().requires_grad_();
        IHyperModel model = new TunedExamples();
        var loss = new TracedLosses(model, TunedExamples.Layout.Weights).Training(leaf, a, batch);
        var slope = autograd.grad([loss], [leaf], retain_graph: true, create_graph: true)[0];
        Assert.InRange(slope.abs().max().item<double>(), 0, 1e-12);

        // −(∂²L_T/∂a∂w)·H⁻¹g with H = (2/n)·A: autograd has the mixed derivative, the solve is q·n/2.
        var found = autograd.grad([(slope.view(-1) * (q.view(-1) * 8 / 2)).sum()], [a])[0].neg();
        Assert.InRange((found.view(8, 1) - expected).abs().max().item<double>(), 0, 1e-10 * expected.abs().max().item<double>());
        model.Context.Dispose();
    }
}
