using Hyper.Runtime.Training.Optimizers;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Hypergradients;

/// <summary>Hyperparameters of a loss, and after them the three numbers of the optimizer, each with a transform of another kind.</summary>
internal sealed class TunedUpdate
{
    private readonly HyperparameterInfo rate;
    private readonly HyperparameterInfo momentum;
    private readonly HyperparameterInfo decay;

    /// <param name="strengths">How many hyperparameters the loss has.</param>
    public TunedUpdate(int strengths)
    {
        rate = new("Rate", strengths, 1, Per.Scalar, new Transform(Scale.Log, 1e-6, 1), 0.03) { Of = Optimizer.LearningRate };
        momentum = new("Momentum", strengths + 1, 1, Per.Scalar, new Transform(Scale.Linear, 0, 1), 0.5) { Of = Optimizer.Momentum };
        decay = new("Decay", strengths + 2, 1, Per.Scalar, new Transform(Scale.Log), 0.1) { Of = Optimizer.WeightDecay };
        Rule = new UpdateRule(
            new UpdateNumbers(double.NaN, double.NaN, double.NaN),
            new HyperparameterSpace(new HyperparameterInfo("Strength", 0, strengths, Per.Scalar, new Transform(Scale.Log), 1), rate, momentum, decay));
    }

    public UpdateRule Rule { get; }

    /// <summary>The coordinates of the loss's hyperparameters with those of the optimizer's numbers, [n].</summary>
    public Tensor Point(Tensor strengths, double alpha, double mu, double lambda) => cat(
    [
        strengths,
        tensor([rate.Transform.ToUnconstrained(alpha), momentum.Transform.ToUnconstrained(mu), decay.Transform.ToUnconstrained(lambda)], dtype: ScalarType.Float64),
    ]);

    /// <summary>The numbers at coordinates, each [1], differentiable.</summary>
    public (Tensor Rate, Tensor Momentum, Tensor Decay) At(Tensor u) => (Of(rate, u), Of(momentum, u), Of(decay, u));

    /// <summary>Derivatives by the strengths' coordinates and by the three numbers, as one by all coordinates, [n].</summary>
    public Tensor ByCoordinates(Tensor u, Tensor ofStrengths, Tensor ofRate, Tensor ofMomentum, Tensor ofDecay)
    {
        var leaf = u.detach().clone().requires_grad_();
        var (a, m, d) = At(leaf);
        var slopes = autograd.grad([cat([a, m, d])], [leaf], [stack([ofRate, ofMomentum, ofDecay])])[0];
        return cat([ofStrengths, slopes.narrow(0, rate.Offset, 3)]);
    }

    private static Tensor Of(HyperparameterInfo info, Tensor u) => info.Transform.ToNatural(u.narrow(0, info.Offset, 1));
}
