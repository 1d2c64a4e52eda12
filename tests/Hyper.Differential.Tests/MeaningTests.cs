using System.Runtime.Loader;
using Hyper.Runtime.Native;

namespace Hyper.Differential.Tests;

/// <summary>
/// Code that a reader of bodies can take for something else than C# does: each is compiled, and gives what autograd gives for the user's
/// own code, losses and gradients of both passes.
/// </summary>
public sealed class MeaningTests
{
    private const string Plain = "=> Head.forward(relu(Fc.forward(x)));";

    [Theory]
    [InlineData("{ var two = 2; return Head.forward(Fc.forward(x) * (7 / two)); }")]
    [InlineData("{ var rate = 2.7; return Head.forward(Fc.forward(x).mul((int)rate)); }")]
    [InlineData("{ var f = 392; var c = f / 49; return Head.forward(Fc.forward(x).view(-1, c, 1).flatten(1)); }")]
    [InlineData("{ byte b = 250; b += 10; return Head.forward(Fc.forward(x) * b); }")]
    [InlineData("{ int large = int.MaxValue; large = unchecked(large + 2); return Head.forward(Fc.forward(x) * (large / 1e9)); }")]
    [InlineData("{ var ratio = 1f / 3; return Head.forward(Fc.forward(x) * ratio); }")]
    [InlineData("{ uint u = 3; var d = u - 5; return Head.forward(Fc.forward(x) * (d % 7)); }")]
    [InlineData("{ decimal m = 1.5m; m *= 3; return Head.forward(Fc.forward(x) * (double)m); }")]
    [InlineData("{ var i = 5; i = i++ + ++i; return Head.forward(Fc.forward(x) * i); }")]
    [InlineData("{ long l = -7; return Head.forward(Fc.forward(x) * (l / 2) * (l % 4) * (l >> 1)); }")]
    [InlineData("{ char c = 'b'; return Head.forward(Fc.forward(x) * (c - 'a' + 1)); }")]
    [InlineData("{ var half = 5 / 2 * 1.0; return Head.forward(Fc.forward(x) * half * (5 / 2.0)); }")]
    public void Numbers_are_those_of_CSharp(string forward) => Check(forward);

    [Theory]
    [InlineData("=> forward(Fc, x);", "private Tensor forward(HyperLinear l, Tensor x) => Head.forward(relu(l.forward(x)));")]
    [InlineData("=> Head.forward(Apply(x, b: Fc, a: Other));", "private static Tensor Apply(Tensor x, HyperLinear a, HyperLinear b) => a.forward(x) - 2 * b.forward(x);")]
    [InlineData("{ Count(x.shape[0]); return Head.forward(relu(Fc.forward(x))); }", "private static long _most; private static void Count(long rows) { if (rows > 900) { throw new System.InvalidOperationException(); } _most = System.Math.Max(_most, rows); }")]
    [InlineData("=> Head.forward(Drop(Fc.forward(x), 0.5));", "private static Tensor Drop(Tensor x, double by) => x * by;")]
    [InlineData("=> Head.forward(AddNoise(Fc.forward(x)));", "private static Tensor AddNoise(Tensor x) => x.square() * 0.1;")]
    [InlineData("=> Head.forward(relu(Fc.forward(x)));", "private static Tensor relu(Tensor x) => x.tanh();")]
    [InlineData("=> Head.forward(Twice<HyperLinear>(Fc, x));", "private static Tensor Twice<T>(T layer, Tensor x) where T : FeedForwardLayer => layer.forward(layer.forward(x).relu());")]
    [InlineData("=> Head.forward(new Scaled(Fc.forward(x)) * 3);", "private readonly record struct Scaled(Tensor Value) { public static implicit operator Tensor(Scaled s) => s.Value * 0.5; public static Scaled operator *(Scaled s, double by) => new(s.Value + by); }")]
    [InlineData("=> Head.forward((Tensor)new Scaled(Fc.forward(x)));", "private readonly record struct Scaled(Tensor Value) { public static explicit operator Tensor(Scaled s) => s.Value.tanh() * 2; }")]
    [InlineData("=> Head.forward(Gain * Fc.forward(x));", "private double Gain => Fc.Outputs / 3;")]
    public void Methods_operators_and_conversions_are_known_by_their_symbols(string forward, string members) => Check(forward, members: members);

    [Theory]
    [InlineData("=> Head.forward(Fc.forward(x).view(-1, 2, 2, 2).flatten(end_dim: 1).view(-1, 8));")]
    [InlineData("=> Head.forward(Fc.forward(x).view(-1, 2, 4).transpose(dim1: 1, dim0: 2).flatten(1));")]
    [InlineData("=> Head.forward(max_pool2d(Fc.forward(x).view(-1, 4, 2), 2).flatten(1).repeat(1, 4));")]
    [InlineData("=> Head.forward(avg_pool2d(Fc.forward(x).view(-1, 4, 2), 2).flatten(1).repeat(1, 4));")]
    [InlineData("=> Head.forward(max_pool2d(Fc.forward(x).view(-1, 1, 4, 2), 2, ceil_mode: true).flatten(1).repeat(1, 4));")]
    [InlineData("=> Head.forward(softplus(Fc.forward(x), threshold: 0.5, beta: 2));")]
    [InlineData("=> Head.forward(Fc.forward(x).softmax(0));")]
    [InlineData("=> Head.forward(elu(alpha: 0.3, x: Fc.forward(x)));")]
    [InlineData("=> Head.forward(Fc.forward(x).clamp(max: 0.5));")]
    [InlineData("=> Head.forward(Fc.forward(x).clamp(float.NegativeInfinity, 0.5));")]
    [InlineData("=> Head.forward(Fc.forward(x).add(Fc1.forward(x), alpha: 0.25));")]
    [InlineData("=> Head.forward(Fc.forward(x).div(2, RoundingMode.None) + gelu(Fc.forward(x), TorchSharp.Modules.GELU.Approximate.tanh));")]
    [InlineData("=> Head.forward(relu(Fc.forward(x), inplace: true));")]
    [InlineData("=> Head.forward(Fc.forward(x).mul_(0.5).tanh_());")]
    [InlineData("{ var h = Fc.forward(x); h.sigmoid_(); return Head.forward(h); }")]
    public void Arguments_are_bound_to_parameters(string forward) => Check(forward);

    [Theory]
    [InlineData("cross_entropy(o, t.softmax(1)) + 0.01 * o.square().mean() + 0.001 * o.mean() + L2(Decay)")]
    [InlineData("mse_loss(o, t) + mse_loss(o, t) + o.mean() + o.mean()")]
    [InlineData("(1.0 / Layout.WeightCount) * L2(Decay) + mse_loss(o, t)")]
    [InlineData("mse_loss(o, t) + L2(Decay).sqrt()")]
    [InlineData("mse_loss(o, t) * (1 + L2(Decay)) + L1(Decay) * L1(Decay)")]
    [InlineData("mse_loss(o, t) + 0.1 * Fc.weight.square().mean() - Fc.bias!.abs().mean()")]
    [InlineData("-(-mse_loss(o, t)) / 3 + 2")]
    [InlineData("2 - mse_loss(o, t) / o.shape[0]")]
    [InlineData("(mse_loss(o, t) + L2(Decay)) * 0.5f")]
    [InlineData("mse_loss(SmoothLabels(o.softmax(1), 3, Rate), t) + L2(Decay)")]
    [InlineData("o.sub(t).square().mean().add(o.abs().mean(), 0.5)")]
    public void Losses_are_sums_of_what_is_written(string loss) => Check(Plain, loss);

    /// <summary>A cast to a number ends the gradient, as it does under autograd.</summary>
    [Fact]
    public void A_penalty_that_becomes_a_number_has_no_gradient() => Check(Plain, "mse_loss(o, t) + (double)L2(Decay)");

    [Fact]
    public void Layers_may_have_names_that_end_in_numbers()
        => Check("=> Head.forward(relu(Fc.forward(relu(Fc5.forward(relu(Fc4.forward(relu(Fc3.forward(relu(Fc2.forward(relu(Fc1.forward(x)))))))))))));");

    [Theory]
    [InlineData("=> Head.forward(Fc.forward(x) * float.NegativeInfinity);")]
    [InlineData("=> Head.forward(Fc.forward(x) * double.NaN);")]
    [InlineData("=> Head.forward(Fc.forward(x) / 0);")]
    public void Numbers_that_are_none_compile(string forward) => Load(forward, "mse_loss(o, t)", "");

    /// <summary>What no part of a pass can say stays a call, or the whole pass under autograd; either is right.</summary>
    [Theory]
    [InlineData("=> Head.forward(x.mean().ToDouble() > 0 ? Fc.forward(x) : Fc1.forward(x));", "")]
    [InlineData("=> Head.forward(Choose(x));", "private Tensor Choose(Tensor x) { if (x.mean().ToDouble() > 0) { return Fc.forward(x); } return Fc1.forward(x) * 2; }")]
    [InlineData("{ var h = Fc.forward(x); while (h.abs().max().ToDouble() > 1) { h = h * 0.5; } return Head.forward(h); }", "")]
    [InlineData("{ var parts = new System.Collections.Generic.List<Tensor>(); foreach (var layer in new[] { Fc, Fc1 }) { parts.Add(layer.forward(x)); } return Head.forward(cat(parts, 1).narrow(1, 4, 8)); }", "")]
    [InlineData("{ Count++; return Head.forward(Fc.forward(x) * Count); }", "private int Count;")]
    public void What_is_no_straight_line_is_right_all_the_same(string forward, string members) => Check(forward, members: members, demandsCompiled: false);

    private static void Check(string forward, string loss = "mse_loss(o, t) + L2(Decay)", string members = "", bool demandsCompiled = true)
    {
        var (model, passes, _) = Load(forward, loss, members);
        if (!BothWays.IsCompiled(model))
        {
            Assert.False(demandsCompiled, "No pass is compiled.");
            return;
        }

        foreach (var samples in new[] { 1, 2 })
        {
            var difference = (string?)DrawnModels.Call(typeof(BothWays).GetMethod(nameof(BothWays.Difference))!, model, samples);
            Assert.True(difference is null, $"S = {samples}: {difference}\n{passes}");
        }
    }

    private static (Type Model, string Passes, string Layout) Load(string forward, string loss, string members)
    {
        NativeBackend.EnsureLoaded();
        var validation = loss.Replace("L2(Decay)", "0.5", StringComparison.Ordinal).Replace("L1(Decay)", "0.5", StringComparison.Ordinal).Replace("0.5.sqrt()", "0.5", StringComparison.Ordinal);
        var source = $$"""
            [HyperModel]
            public sealed partial class Written
            {
                [Linear(8, 8)] public partial HyperLinear Fc { get; }
                [Linear(8, 8)] public partial HyperLinear Other { get; }
                [Linear(8, 8)] public partial HyperLinear Fc1 { get; }
                [Linear(8, 8)] public partial HyperLinear Fc2 { get; }
                [Linear(8, 8)] public partial HyperLinear Fc3 { get; }
                [Linear(8, 8)] public partial HyperLinear Fc4 { get; }
                [Linear(8, 8)] public partial HyperLinear Fc5 { get; }
                [Linear(8, 3)] public partial HyperLinear Head { get; }
                [Hyperparameter(Initial = 0.1, Scale = Scale.Log)] public partial HyperTensor Decay { get; }
                [Hyperparameter(Initial = 0.2, Min = 0, Max = 0.8)] public partial HyperTensor Rate { get; }
                [Forward] private Tensor Predict(Tensor x) {{forward}}
                [TrainingLoss] private Tensor Fit(Tensor o, Tensor t) => {{loss}};
                [ValidationLoss] private Tensor Score(Tensor o, Tensor t) => {{validation}};
                {{members}}
            }
            """;
        return DrawnModels.Load([("Written", source)], new AssemblyLoadContext("written", isCollectible: true))[0];
    }
}
