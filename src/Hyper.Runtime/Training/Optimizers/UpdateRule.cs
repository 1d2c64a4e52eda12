using Hyper.Dsl;
using Hyper.Runtime.Host;
using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Training.Optimizers;

/// <summary>
/// Where an update's numbers come from: from the hyperparameters that are the optimizer's own (<see cref="HyperparameterInfo.Of"/>), and from the
/// settings where there is none.
/// </summary>
public sealed class UpdateRule
{
    private readonly UpdateNumbers settings;
    private readonly HyperparameterInfo? rate;
    private readonly HyperparameterInfo? momentum;
    private readonly HyperparameterInfo? decay;

    /// <summary>Puts settings and hyperparameters together.</summary>
    /// <param name="settings">What holds where no hyperparameter does.</param>
    /// <param name="space">The hyperparameters; null for none.</param>
    public UpdateRule(UpdateNumbers settings, HyperparameterSpace? space = null)
    {
        this.settings = settings;
        rate = Find(Optimizer.LearningRate);
        momentum = Find(Optimizer.Momentum);
        decay = Find(Optimizer.WeightDecay);

        HyperparameterInfo? Find(Optimizer number) => space?.Hyperparameters.FirstOrDefault(info => info.Of == number);
    }

    /// <summary>Whether any of the numbers is a hyperparameter.</summary>
    public bool IsTuned => (rate ?? momentum ?? decay) is not null;

    /// <summary>What the learning rate is called where a user sets it.</summary>
    internal string RateName => rate?.Name ?? nameof(ExperimentSettings.LearningRate);

    /// <summary>The rule of an experiment.</summary>
    internal static UpdateRule Of(HyperparameterSpace space, ExperimentSettings settings) => new(new UpdateNumbers(settings.LearningRate, settings.Momentum), space);

    /// <summary>The numbers at a point.</summary>
    /// <param name="unconstrained">u, n coordinates; not read where nothing is tuned.</param>
    /// <param name="rateFactor">What the schedule makes of the learning rate.</param>
    public UpdateNumbers At(ReadOnlySpan<double> unconstrained, double rateFactor = 1) => new(
        (rate?.ToNatural(unconstrained[rate.Offset]) ?? settings.Rate) * rateFactor,
        momentum?.ToNatural(unconstrained[momentum.Offset]) ?? settings.Momentum,
        decay?.ToNatural(unconstrained[decay.Offset]) ?? settings.Decay);

    /// <summary>The coordinates that <see cref="At"/> reads; none, without waiting for the device, where nothing is tuned.</summary>
    /// <param name="unconstrained">u, of n elements.</param>
    internal double[] Read(Tensor unconstrained) => IsTuned ? HostValues.Read(unconstrained) : [];

    /// <summary>Carries derivatives by the numbers of an update on to the coordinates of those that are tuned.</summary>
    /// <param name="hypergradient">[n]; added to.</param>
    /// <param name="unconstrained">u, n coordinates.</param>
    /// <param name="rateFactor">What the schedule made of the learning rate.</param>
    /// <param name="ofRate">The derivative by α, a scalar.</param>
    /// <param name="ofMomentum">The derivative by μ, a scalar.</param>
    /// <param name="ofDecay">The derivative by λ, a scalar.</param>
    internal void AddDerivatives(Tensor hypergradient, ReadOnlySpan<double> unconstrained, double rateFactor, Tensor ofRate, Tensor ofMomentum, Tensor ofDecay)
    {
        Add(rate, ofRate, rateFactor, unconstrained);
        Add(momentum, ofMomentum, 1, unconstrained);
        Add(decay, ofDecay, 1, unconstrained);

        void Add(HyperparameterInfo? info, Tensor derivative, double factor, ReadOnlySpan<double> at)
        {
            if (info is not null)
            {
                hypergradient.narrow(0, info.Offset, 1).add_(derivative.view(1), Scalars.Of(factor * info.Transform.SlopeAt(at[info.Offset])));
            }
        }
    }
}
