namespace Hyper.Dsl;

/// <summary>What an experiment uses where its attribute says nothing. The one home of these numbers.</summary>
public static class ExperimentDefaults
{
    /// <summary>Joint steps of a run.</summary>
    public const int Steps = 5_000;

    /// <summary>Rows of a training minibatch.</summary>
    public const int BatchSize = 100;

    /// <summary>Rows of a validation minibatch.</summary>
    public const int ValidationBatchSize = 100;

    /// <summary>Hyperparameter samples a step (the paper draws two).</summary>
    public const int HyperSamples = 2;

    /// <summary>Standard deviation of the perturbation, in unconstrained coordinates.</summary>
    public const double PerturbationScale = 0.5;

    /// <summary>Learning rate of the hypernetwork's parameters and of an ordinary training's weights.</summary>
    public const double LearningRate = 1e-3;

    /// <summary>Learning rate of the unconstrained hyperparameters.</summary>
    public const double HyperLearningRate = 1e-2;

    /// <summary>Momentum of <see cref="OptimizerKind.Sgd"/>.</summary>
    public const double Momentum = 0.9;

    /// <summary>Steps at the start of a run that train the hypernetwork only.</summary>
    public const int WarmupSteps = 0;

    /// <summary>Seed of everything random in a run.</summary>
    public const int Seed = 0;

    /// <summary>Rank of <see cref="Hypernetwork.Factorized"/>.</summary>
    public const int Rank = 10;

    /// <summary>Hidden units of <see cref="Hypernetwork.Mlp"/>.</summary>
    public const int HiddenUnits = 50;
}
