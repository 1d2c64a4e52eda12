namespace Hyper.Dsl;

/// <summary>A setting of tuned runs that a search of runs may vary. Each has the range of the experiment's setting of the same name.</summary>
public enum RunSetting
{
    /// <summary>The learning rate of the hypernetwork's parameters, or of the weights where there is none: above 0.</summary>
    LearningRate,

    /// <summary>The learning rate of the hyperparameters: 0 or above.</summary>
    HyperLearningRate,

    /// <summary>The learning rate of a learned perturbation scale: 0 or above.</summary>
    ScaleLearningRate,

    /// <summary>σ, the perturbation scale, or where a learned one starts: above 0.</summary>
    PerturbationScale,

    /// <summary>τ, what a unit of the perturbations' entropy is worth: 0 or above.</summary>
    EntropyWeight,

    /// <summary>Rows of a training minibatch: a whole number, at least 1.</summary>
    BatchSize,

    /// <summary>Rows of a validation minibatch: a whole number, at least 1.</summary>
    ValidationBatchSize,

    /// <summary>S, hyperparameter samples a step: a whole number, at least 1.</summary>
    HyperSamples,

    /// <summary>Inner half-steps from one round of outer ones to the next: a whole number, at least 1.</summary>
    InnerSteps,

    /// <summary>The momentum of gradient descent: from 0 to below 1.</summary>
    Momentum,

    /// <summary>The share of the steps after which weights and response are drawn anew: from 0 to below 1.</summary>
    RestartAt,

    /// <summary>The precision of the prior that holds many values of one hyperparameter together: 0 or above.</summary>
    Pooling,

    /// <summary>The norm at which the gradient of the training loss is cut off: 0, for none, or above.</summary>
    MaxGradientNorm,

    /// <summary>δ, added to the curvature: 0 or above.</summary>
    Damping,

    /// <summary>α of T1-T2, of the Neumann series and of the single loop: above 0.</summary>
    NeumannRate,
}
