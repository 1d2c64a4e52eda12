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

    /// <summary>Inner half-steps of a step.</summary>
    public const int InnerSteps = 1;

    /// <summary>Outer half-steps of a step.</summary>
    public const int OuterSteps = 1;

    /// <summary>Steps that <see cref="Algorithm.Unrolled"/> takes and differentiates before each outer step.</summary>
    public const int UnrollSteps = 10;

    /// <summary>Steps or terms of the solver of <see cref="Algorithm.Implicit"/>.</summary>
    public const int SolverSteps = 5;

    /// <summary>What stands for the inverse curvature in T1-T2 and the Neumann series, and the step size of SOBA's solution.</summary>
    public const double NeumannRate = 0.1;

    /// <summary>Whether the solver starts from its last solution.</summary>
    public const bool WarmStart = true;

    /// <summary>Added to the curvature's diagonal.</summary>
    public const double Damping = 1e-4;

    /// <summary>Seed of everything random in a run.</summary>
    public const int Seed = 0;

    /// <summary>Rank of <see cref="Hypernetwork.Factorized"/>.</summary>
    public const int Rank = 10;

    /// <summary>Hidden units of <see cref="Hypernetwork.Mlp"/>.</summary>
    public const int HiddenUnits = 50;
}
