namespace Hyper.Dsl;

/// <summary>
/// Marks a static partial class as an experiment: one way to tune <typeparamref name="TModel"/>. The compiler writes
/// the training loop and the entry points <c>RunAsync</c>, <c>RunFromAsync</c>, <c>TrainAtAsync</c> and
/// <c>TrainAlongAsync</c> into it; into a search, <c>RunAsync</c>, <c>TrainAtAsync</c> and <c>TrialAsync</c>.
/// </summary>
/// <typeparam name="TModel">The model: a class marked <see cref="HyperModelAttribute"/> in the same project.</typeparam>
/// <remarks>Every value here is a default: <c>RunAsync</c> takes settings that override it for one run.</remarks>
/// <example>
/// <code>
/// [Experiment&lt;Digits&gt;(Algorithm.Joint, Steps = 5_000, Seed = 7)]
/// public static partial class TuneDigits;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ExperimentAttribute<TModel> : Attribute
    where TModel : class
{
    /// <summary>Describes the experiment.</summary>
    /// <param name="algorithm">How the hyperparameters are found: <see cref="Algorithm.Auto"/>, the compiler's choice, by default.</param>
    public ExperimentAttribute(Algorithm algorithm = Algorithm.Auto)
    {
        Algorithm = algorithm;
        InnerSteps = ExperimentDefaults.InnerStepsOf(algorithm);
        HyperLearningRate = ExperimentDefaults.HyperLearningRateOf(algorithm);
        RestartAt = ExperimentDefaults.RestartAtOf(algorithm);
    }

    /// <summary>How the hyperparameters are found.</summary>
    public Algorithm Algorithm { get; }

    /// <summary>
    /// The response family of all the model's weights in this experiment, in place of the families of the class and of its layers.
    /// <see cref="Hypernetwork.Auto"/>, the model's own, by default, and where an option is given the family that has it.
    /// </summary>
    public Hypernetwork Hypernetwork { get; set; }

    /// <summary>
    /// Rank r of <see cref="Hypernetwork.Factorized"/> in this experiment: at least 1, and below both the number of hyperparameters
    /// and the number of elementary weights. 10 by default, or the largest rank that fits.
    /// </summary>
    public int Rank { get; set; } = ExperimentDefaults.Rank;

    /// <summary>Hidden units h of <see cref="Hypernetwork.Mlp"/> in this experiment: at least 1. 50 by default.</summary>
    public int HiddenUnits { get; set; } = ExperimentDefaults.HiddenUnits;

    /// <summary>
    /// Inner half-steps of a run (with <see cref="Algorithm.Joint"/> each is followed by an outer one), and steps of an
    /// ordinary training: at least 1. 5,000 by default.
    /// </summary>
    public int Steps { get; set; } = ExperimentDefaults.Steps;

    /// <summary>
    /// Rows of a training minibatch: at least 1. A split with no more rows than this is used whole, in order. 100 by default.
    /// </summary>
    public int BatchSize { get; set; } = ExperimentDefaults.BatchSize;

    /// <summary>
    /// Rows of a validation minibatch: at least 1. A split with no more rows than this is used whole, in order. 100 by
    /// default.
    /// </summary>
    public int ValidationBatchSize { get; set; } = ExperimentDefaults.ValidationBatchSize;

    /// <summary>Hyperparameter samples a step: at least 1. <see cref="Algorithm.Simplified"/> uses one. 2 by default.</summary>
    public int HyperSamples { get; set; } = ExperimentDefaults.HyperSamples;

    /// <summary>
    /// Whether a minibatch's rows are divided among the samples or repeated for each. <see cref="SampleRows.Divide"/> by
    /// default.
    /// </summary>
    public SampleRows Rows { get; set; } = SampleRows.Divide;

    /// <summary>
    /// Standard deviation σ of the perturbation <c>u ~ N(û, σ²)</c>, in unconstrained coordinates: above 0.
    /// <see cref="Algorithm.Simplified"/> has none. 0.5 by default.
    /// </summary>
    public double PerturbationScale { get; set; } = ExperimentDefaults.PerturbationScale;

    /// <summary>Learning rate of the hypernetwork's parameters: above 0. 1e-3 by default.</summary>
    public double LearningRate { get; set; } = ExperimentDefaults.LearningRate;

    /// <summary>
    /// Learning rate of the unconstrained hyperparameters: 0 or above; 0 leaves them where they start. 0.01 by default; 0.03
    /// with <see cref="Algorithm.SelfTuning"/> and <see cref="Algorithm.DeltaSelfTuning"/>, 0.05 with <see cref="Algorithm.OnePass"/>.
    /// </summary>
    public double HyperLearningRate { get; set; }

    /// <summary>The rule that moves the hypernetwork's parameters. <see cref="OptimizerKind.Adam"/> by default.</summary>
    public OptimizerKind Optimizer { get; set; } = OptimizerKind.Adam;

    /// <summary>The rule that moves the hyperparameters. <see cref="OptimizerKind.Adam"/> by default.</summary>
    public OptimizerKind HyperOptimizer { get; set; } = OptimizerKind.Adam;

    /// <summary>Momentum of <see cref="OptimizerKind.Sgd"/> on either level: from 0 to below 1. 0.9 by default.</summary>
    public double Momentum { get; set; } = ExperimentDefaults.Momentum;

    /// <summary>
    /// How the learning rates of both levels change over a run. <see cref="LearningRateSchedule.Cosine"/> by default.
    /// </summary>
    public LearningRateSchedule Schedule { get; set; } = LearningRateSchedule.Cosine;

    /// <summary>
    /// Steps at the start of a run that train the hypernetwork only: from 0 to below <see cref="Steps"/>. 0 by default.
    /// </summary>
    public int WarmupSteps { get; set; } = ExperimentDefaults.WarmupSteps;

    /// <summary>
    /// The share of each part of a run, from its start, in which û rests: from 0 to below 1. While weights are young, less regularisation always looks
    /// better than it is. 0 by default; 0.2 where the compiler chooses <see cref="Algorithm.Joint"/>.
    /// </summary>
    public double WarmupShare { get; set; } = ExperimentDefaults.WarmupShare;

    /// <summary>
    /// The share of the steps after which the weights and the response are drawn anew, while û stays: from 0, for never, to below 1. Weights
    /// that have lived under other hyperparameters carry their marks for long; so a run first finds where good hyperparameters lie, then
    /// starts afresh from there, and where it began hardly matters. Each part has a learning-rate schedule of its own, and only states of the
    /// second are returned. A model with shared modules never restarts: they cannot be drawn anew. For <see cref="Algorithm.Joint"/>,
    /// <see cref="Algorithm.SelfTuning"/> and <see cref="Algorithm.DeltaSelfTuning"/>; 0.3 by default.
    /// </summary>
    public double RestartAt { get; set; }

    /// <summary>
    /// Inner half-steps from one round of outer half-steps to the next: at least 1. 1 by default; 5 with
    /// <see cref="Algorithm.SelfTuning"/> and <see cref="Algorithm.DeltaSelfTuning"/>, 10 with <see cref="Algorithm.OnePass"/>.
    /// </summary>
    public int InnerSteps { get; set; }

    /// <summary>Outer half-steps of a round: at least 1. 1 by default.</summary>
    public int OuterSteps { get; set; } = ExperimentDefaults.OuterSteps;

    /// <summary>
    /// Whether the samples come in pairs, û + z and û − z on the same rows: what is even in z then cancels out of the
    /// response's Jacobian. <see cref="HyperSamples"/> must be even. With <see cref="SampleRows.Divide"/> the rows are
    /// divided among the pairs, so that a step costs what two batches cost. <see langword="false"/> by default; <see langword="true"/> where the compiler chooses
    /// <see cref="Algorithm.Joint"/> and the samples can be paired.
    /// </summary>
    public bool Antithetic { get; set; }

    /// <summary>
    /// s, the precision of a normal prior, in unconstrained coordinates, that holds the values of a hyperparameter with one a weight
    /// (<see cref="Per.Weight"/>) around the mean of their layer; the means are free. With m validation rows each value adds ½(s/m)(u − ū)² to the outer loss: few rows keep thousands of values
    /// together, many let them come apart. 0 or above; 0 for none; 1 by default. A hyperparameter with a hyperprior of its own
    /// (<see cref="HyperparameterAttribute.Hyperprior"/>) is not pooled. For algorithms that move the hyperparameters by their gradient.
    /// </summary>
    public double Pooling { get; set; } = ExperimentDefaults.Pooling;

    /// <summary>
    /// Whether the weights at û follow their response when û moves, w_φ(û + Δ), instead of staying where they are until training moves them
    /// (Bae and Grosse, 2020). Following is the paper's response in an absolute u, and quicker where û has far to go; but each such step
    /// moves the weights down the validation loss, too, so that it no longer says how good the hyperparameters are: with one a weight the
    /// validation rows train the whole model. For <see cref="Algorithm.Joint"/>, <see cref="Algorithm.SelfTuning"/> and
    /// <see cref="Algorithm.DeltaSelfTuning"/>; the families <see cref="Hypernetwork.Centered"/> and <see cref="Hypernetwork.Curvature"/>
    /// never follow. <see langword="false"/> by default.
    /// </summary>
    public bool FollowResponse { get; set; }

    /// <summary>
    /// τ, what a unit of entropy of the perturbations is worth in validation loss: 0 or above. For
    /// <see cref="Algorithm.SelfTuning"/> and <see cref="Algorithm.DeltaSelfTuning"/>. 1e-3 by default.
    /// </summary>
    public double EntropyWeight { get; set; } = ExperimentDefaults.EntropyWeight;

    /// <summary>
    /// Learning rate of the perturbation scale: 0 or above; 0 leaves it at <see cref="PerturbationScale"/>. For
    /// <see cref="Algorithm.SelfTuning"/> and <see cref="Algorithm.DeltaSelfTuning"/>. 3e-3 by default.
    /// </summary>
    public double ScaleLearningRate { get; set; } = ExperimentDefaults.ScaleLearningRate;

    /// <summary>
    /// Whether <see cref="Algorithm.DeltaSelfTuning"/> trains what answers to a perturbation on outputs linearised in it.
    /// <see langword="true"/> by default.
    /// </summary>
    public bool Linearized { get; set; } = true;

    /// <summary>
    /// Steps of the hyperparameters after the <see cref="Steps"/> of the hypernetwork: at least 1. For
    /// <see cref="Algorithm.Global"/>. 1,000 by default.
    /// </summary>
    public int HyperSteps { get; set; } = ExperimentDefaults.HyperSteps;

    /// <summary>
    /// k, gradient steps on the training loss from the response before the validation loss is taken: 0 or above. The
    /// hypergradient goes through them. 0 by default.
    /// </summary>
    public int FineTuningSteps { get; set; } = ExperimentDefaults.FineTuningSteps;

    /// <summary>Learning rate of those steps, which are plain descent: above 0. 0.01 by default.</summary>
    public double FineTuningRate { get; set; } = ExperimentDefaults.FineTuningRate;

    /// <summary>
    /// Evaluations in a row without a better validation loss after which a run, or an ordinary training, ends: 0 or above; 0 goes on to
    /// the last step. There is an evaluation over the whole validation split at each report. 0 by default.
    /// </summary>
    public int EarlyStoppingPatience { get; set; } = ExperimentDefaults.EarlyStoppingPatience;

    /// <summary>
    /// Which of its states a run, or an ordinary training, returns: the best one by such an evaluation, or the last. <see cref="Keep.Auto"/>
    /// by default.
    /// </summary>
    public Keep Keep { get; set; } = Keep.Auto;

    /// <summary>
    /// Steps that <see cref="Algorithm.Unrolled"/> takes, and differentiates, before each outer step: at least 1. 10 by
    /// default.
    /// </summary>
    public int UnrollSteps { get; set; } = ExperimentDefaults.UnrollSteps;

    /// <summary>
    /// How <see cref="Algorithm.Implicit"/> solves its linear system. <see cref="Solver.ConjugateGradients"/> by default.
    /// </summary>
    public Solver Solver { get; set; } = Solver.ConjugateGradients;

    /// <summary>
    /// Steps of conjugate gradients (at least 1), or terms of the Neumann series, a hypergradient of
    /// <see cref="Algorithm.Implicit"/> or <see cref="Algorithm.OnePass"/>. 5 by default.
    /// </summary>
    public int SolverSteps { get; set; } = ExperimentDefaults.SolverSteps;

    /// <summary>
    /// What <see cref="Algorithm.Implicit"/> preconditions its solver with, and what <see cref="Hypernetwork.Curvature"/>
    /// tracks. <see cref="Preconditioner.Diagonal"/> by default.
    /// </summary>
    public Preconditioner Preconditioner { get; set; } = Preconditioner.Diagonal;

    /// <summary>
    /// α in place of the inverse curvature in T1-T2, in the Neumann series, and as the step size of the solution in
    /// <see cref="Algorithm.SingleLoop"/>: above 0, and below 2 over the largest curvature (of the preconditioned one, where
    /// there is a preconditioner). 0.1 by default.
    /// </summary>
    public double NeumannRate { get; set; } = ExperimentDefaults.NeumannRate;

    /// <summary>
    /// Whether <see cref="Algorithm.Implicit"/> starts its solver from the last solution. <see langword="true"/> by default.
    /// </summary>
    public bool WarmStart { get; set; } = ExperimentDefaults.WarmStart;

    /// <summary>
    /// Added to the curvature's diagonal, 0 or above: keeps flat directions from being trusted. 1e-4 by default.
    /// </summary>
    public double Damping { get; set; } = ExperimentDefaults.Damping;

    /// <summary>
    /// Trials, ordinary trainings, of a search: at least 1. For <see cref="Algorithm.Random"/> and <see cref="Algorithm.Bayesian"/>.
    /// 20 by default.
    /// </summary>
    public int Trials { get; set; } = ExperimentDefaults.Trials;

    /// <summary>
    /// Points along each hyperparameter value, at equal shares of its prior: at least 1. For <see cref="Algorithm.Grid"/>.
    /// 5 by default.
    /// </summary>
    public int GridPoints { get; set; } = ExperimentDefaults.GridPoints;

    /// <summary>
    /// How a search draws its points. For all searches but <see cref="Algorithm.Grid"/>. <see cref="Sampling.Uniform"/> by default.
    /// </summary>
    public Sampling Sampling { get; set; } = Sampling.Uniform;

    /// <summary>
    /// Whether a search gives all values of a hyperparameter the same number: one dimension for each hyperparameter, instead
    /// of one for each of its values. <see langword="false"/> by default.
    /// </summary>
    public bool Tied { get; set; }

    /// <summary>
    /// Seconds after which a run or an ordinary training ends with the step under way, and a search starts no more trials: 0 or above; 0 for
    /// no limit. 0 by default.
    /// </summary>
    public double TimeLimit { get; set; } = ExperimentDefaults.TimeLimit;

    /// <summary>
    /// Trials that <see cref="Algorithm.Bayesian"/> draws before its Gaussian process proposes: from 1 to below <see cref="Trials"/>;
    /// 0, the default, for 5, or half of <see cref="Trials"/> where that is less.
    /// </summary>
    public int InitialTrials { get; set; } = ExperimentDefaults.InitialTrials;

    /// <summary>
    /// Trials that <see cref="Algorithm.Bayesian"/> proposes from the same records, and which may run side by side: at least 1.
    /// 1 by default.
    /// </summary>
    public int TrialBatch { get; set; } = ExperimentDefaults.TrialBatch;

    /// <summary>
    /// Whether <see cref="Algorithm.Bayesian"/> and <see cref="Algorithm.SuccessiveHalving"/> start the next trial as soon as one has ended, by what is known then, in place
    /// of waiting for those beside it: no straggler holds a round up, and what is found depends on the order in which trials end. <see langword="false"/> by default.
    /// </summary>
    public bool Asynchronous { get; set; }

    /// <summary>
    /// The kernel of the Gaussian process of <see cref="Algorithm.Bayesian"/>. <see cref="Kernel.Matern52"/> by default.
    /// </summary>
    public Kernel Kernel { get; set; } = Kernel.Matern52;

    /// <summary>
    /// Whether that Gaussian process learns a length scale for each dimension (automatic relevance determination) instead of one
    /// for all: for up to <see cref="ExperimentDefaults.MostLengthScales"/> dimensions. <see langword="false"/> by default.
    /// </summary>
    public bool Ard { get; set; }

    /// <summary>
    /// η: of the trials of a rung one in so many goes on, with so many times the steps: at least 2. For
    /// <see cref="Algorithm.SuccessiveHalving"/> and <see cref="Algorithm.Hyperband"/>. 3 by default.
    /// </summary>
    public int Reduction { get; set; } = ExperimentDefaults.Reduction;

    /// <summary>
    /// Steps of the shortest trials, from 1 to <see cref="Steps"/> / <see cref="Reduction"/>; 0 for Steps/η³. For
    /// <see cref="Algorithm.SuccessiveHalving"/> and <see cref="Algorithm.Hyperband"/>. 0 by default.
    /// </summary>
    public int LeastSteps { get; set; } = ExperimentDefaults.LeastSteps;

    /// <summary>
    /// k: training and validation rows are put together and dealt out into k folds, each with weights and a response of its own, trained on
    /// the others' rows; all share one û, which each step moves by the fold whose turn it is. A run costs about k times as much, and every
    /// row has its say. At least 1; 1, the default, for the splits as they are. Not with hyperparameters one a training row.
    /// </summary>
    public int Folds { get; set; } = ExperimentDefaults.Folds;

    /// <summary>
    /// Whether a run ends with a refit, ordinary trainings at the tuned hyperparameters, whose model on training and validation rows is the
    /// result's <c>Final</c>: the one to ship. <see langword="false"/> by default; the experiment's <c>RefitAsync</c> does it later.
    /// </summary>
    public bool Refit { get; set; }

    /// <summary>
    /// Whether each training minibatch has nearly as many rows of each class, where the data have more of one than of another: rows of a rare
    /// class come more often then, and their loss counts for more than their share. Targets are one class label a row. Validation is not
    /// balanced: it says what the data are. <see langword="false"/> by default.
    /// </summary>
    public bool BalanceClasses { get; set; }

    /// <summary>
    /// Names of hyperparameters that stay at their initial values, or at those that a run starts from, with commas between them:
    /// <c>Fixed = nameof(Digits.Dropout)</c>. They are neither perturbed nor tuned, and a search draws the others only. None by default.
    /// </summary>
    public string? Fixed { get; set; }

    /// <summary>
    /// The norm at which the gradient of the training loss by the elementary weights of a hyperparameter sample is cut off: 0 or above; 0, the
    /// default, for none. What makes single minibatches throw the weights far off, in recurrent networks for instance, then does so no more.
    /// </summary>
    public double MaxGradientNorm { get; set; } = ExperimentDefaults.MaxGradientNorm;

    /// <summary>
    /// Steps at the start of a run, of each of its parts and of an ordinary training, over which the learning rates of both levels grow from
    /// next to nothing to what the schedule says: 0 or above, 0 by default.
    /// </summary>
    public int RateWarmupSteps { get; set; } = ExperimentDefaults.RateWarmupSteps;

    /// <summary>
    /// The name of a method marked <see cref="MetricAttribute"/> that early stopping watches, and that chooses the best state, in place of the
    /// validation loss: <c>Watch = nameof(Digits.Accuracy)</c>. None by default.
    /// </summary>
    public string? Watch { get; set; }

    /// <summary>Seed of everything random in a run: the same seed gives the same bits. 0 by default.</summary>
    public int Seed { get; set; } = ExperimentDefaults.Seed;
}
