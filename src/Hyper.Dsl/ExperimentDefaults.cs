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

    /// <summary>
    /// Learning rate of the unconstrained hyperparameters where the perturbation scale is learned too: ten times that of the published code
    /// (MacKay et al., 2019), whose thousand outer steps would move a logarithm by one unit.
    /// </summary>
    public const double SelfTuningHyperLearningRate = 3e-2;

    /// <summary>Learning rate of the perturbation scale (MacKay et al., 2019, published code).</summary>
    public const double ScaleLearningRate = 3e-3;

    /// <summary>Inner half-steps from one round of outer half-steps to the next.</summary>
    public const int InnerSteps = 1;

    /// <summary>The same where the perturbation scale is learned (Bae and Grosse, 2020, published code).</summary>
    public const int SelfTuningInnerSteps = 5;

    /// <summary>Outer half-steps of a round.</summary>
    public const int OuterSteps = 1;

    /// <summary>Steps of the hyperparameters after the hypernetwork's own, in global training.</summary>
    public const int HyperSteps = 1_000;

    /// <summary>τ, the weight of the entropy of the perturbations (MacKay et al., 2019, the value of their experiments on images).</summary>
    public const double EntropyWeight = 1e-3;

    /// <summary>Differentiable steps on the training loss before the validation loss is taken.</summary>
    public const int FineTuningSteps = 0;

    /// <summary>Learning rate of those steps: plain descent.</summary>
    public const double FineTuningRate = 1e-2;

    /// <summary>Evaluations without a better validation loss after which an ordinary training ends; 0 for never.</summary>
    public const int EarlyStoppingPatience = 0;

    /// <summary>Standard deviation of a normal prior, in unconstrained coordinates (the paper's figure 2).</summary>
    public const double PriorDeviation = 1.5;

    /// <summary>Momentum of <see cref="OptimizerKind.Sgd"/>.</summary>
    public const double Momentum = 0.9;

    /// <summary>Steps at the start of a run that train the hypernetwork only.</summary>
    public const int WarmupSteps = 0;

    /// <summary>The share of each part of a run in which û rests at its start, where an algorithm is named.</summary>
    public const double WarmupShare = 0;

    /// <summary>The same where the compiler chooses <see cref="Algorithm.Joint"/>.</summary>
    public const double ChosenWarmupShare = 0.2;

    /// <summary>Precision of the prior that holds many values of one hyperparameter around their mean, in unconstrained coordinates.</summary>
    public const double Pooling = 1;

    /// <summary>The share of a run's steps after which its weights are drawn anew, where that is left to the algorithm.</summary>
    public const double RestartAt = 0.3;

    /// <summary>Steps that <see cref="Algorithm.Unrolled"/> takes and differentiates before each outer step.</summary>
    public const int UnrollSteps = 10;

    /// <summary>Updates from one hyperparameter step of <see cref="Algorithm.OnePass"/> to the next (Clarke et al., 2022).</summary>
    public const int OnePassInnerSteps = 10;

    /// <summary>Learning rate of the hyperparameters with <see cref="Algorithm.OnePass"/>: Clarke et al. (2022), who have it on decimal logarithms.</summary>
    public const double OnePassHyperLearningRate = 0.05;

    /// <summary>Steps or terms of the solver of <see cref="Algorithm.Implicit"/>, and terms of the series of <see cref="Algorithm.OnePass"/>.</summary>
    public const int SolverSteps = 5;

    /// <summary>What stands for the inverse curvature in T1-T2 and the Neumann series, and the step size of SOBA's solution.</summary>
    public const double NeumannRate = 0.1;

    /// <summary>Whether the solver starts from its last solution.</summary>
    public const bool WarmStart = true;

    /// <summary>Added to the curvature's diagonal.</summary>
    public const double Damping = 1e-4;

    /// <summary>Trials of a search that has no other count.</summary>
    public const int Trials = 20;

    /// <summary>Points of a grid along each hyperparameter value.</summary>
    public const int GridPoints = 5;

    /// <summary>Trials that Bayesian optimization draws before its Gaussian process proposes; 0 for <see cref="InitialTrialsOf"/> to choose.</summary>
    public const int InitialTrials = 0;

    /// <summary>Trials that Bayesian optimization proposes from the same records.</summary>
    public const int TrialBatch = 1;

    /// <summary>η: of the trials of a rung one in so many goes on, with so many times the steps (Li et al., 2018).</summary>
    public const int Reduction = 3;

    /// <summary>Steps of the shortest trials; 0 for Steps/η³.</summary>
    public const int LeastSteps = 0;

    /// <summary>Seconds after which a search starts no more trials; 0 for no limit.</summary>
    public const double TimeLimit = 0;

    /// <summary>The most trials that a grid, or successive halving, may come to.</summary>
    public const int MostPlannedTrials = 100_000;

    /// <summary>The most dimensions that a Sobol sequence has here.</summary>
    public const int MostSobolDimensions = 1_024;

    /// <summary>The most dimensions in which a Gaussian process learns a length scale for each.</summary>
    public const int MostLengthScales = 100;

    /// <summary>Folds of a run: one, the splits as they are.</summary>
    public const int Folds = 1;

    /// <summary>The norm at which gradients are cut off: none.</summary>
    public const double MaxGradientNorm = 0;

    /// <summary>Steps over which the learning rates grow: none.</summary>
    public const int RateWarmupSteps = 0;

    /// <summary>Seed of everything random in a run.</summary>
    public const int Seed = 0;

    /// <summary>Rank of <see cref="Hypernetwork.Factorized"/>.</summary>
    public const int Rank = 10;

    /// <summary>Hidden units of <see cref="Hypernetwork.Mlp"/>.</summary>
    public const int HiddenUnits = 50;

    // Enough for a Gaussian process to have something to fit.
    private const int MostInitialTrials = 5;

    /// <summary>The default of <c>InnerSteps</c>, which depends on the algorithm.</summary>
    public static int InnerStepsOf(Algorithm algorithm) =>
        LearnsScale(algorithm) ? SelfTuningInnerSteps : algorithm == Algorithm.OnePass ? OnePassInnerSteps : InnerSteps;

    /// <summary>The default of <c>HyperLearningRate</c>, which depends on the algorithm.</summary>
    public static double HyperLearningRateOf(Algorithm algorithm) =>
        LearnsScale(algorithm) ? SelfTuningHyperLearningRate : algorithm == Algorithm.OnePass ? OnePassHyperLearningRate : HyperLearningRate;

    /// <summary>Trials that Bayesian optimization draws: as many as given, or where that is 0 half of all, and at most five.</summary>
    public static int InitialTrialsOf(int initialTrials, int trials) =>
        initialTrials > 0 ? initialTrials : Math.Max(1, Math.Min(MostInitialTrials, trials / 2));

    /// <summary>Runs of a search of runs.</summary>
    public const int SearchRuns = 8;

    /// <summary>η of a search of runs: one in so many goes on.</summary>
    public const int RunReduction = 2;

    /// <summary>How often a search of runs leaves runs behind.</summary>
    public const int Halvings = 2;

    /// <summary>The steps of the shortest trials of a search by successive halving: those given, or Steps/η³.</summary>
    /// <param name="leastSteps">The setting; 0 where it is left open.</param>
    /// <param name="steps">Steps of the longest trials.</param>
    /// <param name="reduction">η.</param>
    public static int LeastStepsOf(int leastSteps, int steps, int reduction)
        => leastSteps > 0 ? leastSteps : (int)Math.Max(1L, steps / Math.Max(1L, (long)reduction * reduction * reduction));

    /// <summary>The default of <c>RestartAt</c>, which depends on the algorithm: no restart where there is no learned response around û.</summary>
    public static double RestartAtOf(Algorithm algorithm) => algorithm is Algorithm.Auto or Algorithm.Joint || LearnsScale(algorithm) ? RestartAt : 0;

    /// <summary>The default of <c>WarmupShare</c>: û rests at the start of each part where <see cref="Algorithm.Joint"/> is the compiler's choice and the response is learned.</summary>
    public static double WarmupShareOf(Algorithm named, Algorithm algorithm, Hypernetwork? family) => IsChosenJoint(named, algorithm) && family != Hypernetwork.Curvature ? ChosenWarmupShare : WarmupShare;

    /// <summary>The default of <c>Antithetic</c>: pairs where <see cref="Algorithm.Joint"/> is the compiler's choice, and the samples and their rows can be paired.</summary>
    public static bool AntitheticOf(Algorithm named, Algorithm algorithm, int hyperSamples, int batchSize, SampleRows rows) =>
        IsChosenJoint(named, algorithm) && hyperSamples >= 2 && hyperSamples % 2 == 0 && (rows == SampleRows.Repeat || batchSize % (hyperSamples / 2) == 0);

    private static bool IsChosenJoint(Algorithm named, Algorithm algorithm) => named == Algorithm.Auto && algorithm == Algorithm.Joint;

    private static bool LearnsScale(Algorithm algorithm) => algorithm is Algorithm.SelfTuning or Algorithm.DeltaSelfTuning;
}
