namespace Hyper.Dsl;

/// <summary>
/// Which number of the inner optimizer a hyperparameter is. An update of the weights w with the gradient g of the training loss is
/// v ← μv + g, w ← w − α(v + λw).
/// </summary>
public enum Optimizer
{
    /// <summary>None: the model reads the hyperparameter, in the forward method or the training loss.</summary>
    None,

    /// <summary>α, the learning rate, in place of the experiment's <c>LearningRate</c>. The schedule's factor is on it as on that one.</summary>
    LearningRate,

    /// <summary>μ, the momentum, in place of the experiment's <c>Momentum</c>.</summary>
    Momentum,

    /// <summary>
    /// λ, the decoupled weight decay (Loshchilov and Hutter, 2019): it shrinks the weights themselves and is no part of what momentum gathers.
    /// A penalty <c>L2</c> in the training loss is the coupled one.
    /// </summary>
    WeightDecay,
}
