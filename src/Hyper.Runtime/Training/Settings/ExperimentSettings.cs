using Hyper.Dsl;

namespace Hyper.Runtime.Training.Settings;

/// <summary>
/// The numbers of an experiment, each with the attribute's value as its default; a run takes a copy with some of them
/// changed, as in <c>TuneDigits.Settings with { Seed = 3 }</c>.
/// </summary>
/// <remarks>The algorithm, the optimizers and the treatment of rows are compiled in and are not settings.</remarks>
public sealed record ExperimentSettings
{
    /// <summary>Inner half-steps of a run, and steps of an ordinary training: at least 1.</summary>
    public int Steps { get; init; } = ExperimentDefaults.Steps;

    /// <summary>Rows of a training minibatch: at least 1. A split with no more rows than this is used whole, in order.</summary>
    public int BatchSize { get; init; } = ExperimentDefaults.BatchSize;

    /// <summary>Rows of a validation minibatch: at least 1. A split with no more rows than this is used whole, in order.</summary>
    public int ValidationBatchSize { get; init; } = ExperimentDefaults.ValidationBatchSize;

    /// <summary>S, hyperparameter samples a step: at least 1.</summary>
    public int HyperSamples { get; init; } = ExperimentDefaults.HyperSamples;

    /// <summary>Standard deviation σ of the perturbation, in unconstrained coordinates: above 0.</summary>
    public double PerturbationScale { get; init; } = ExperimentDefaults.PerturbationScale;

    /// <summary>Learning rate of the hypernetwork's parameters, and of an ordinary training's weights: above 0.</summary>
    public double LearningRate { get; init; } = ExperimentDefaults.LearningRate;

    /// <summary>Learning rate of the unconstrained hyperparameters: 0 or above; 0 leaves them where they start.</summary>
    public double HyperLearningRate { get; init; } = ExperimentDefaults.HyperLearningRate;

    /// <summary>Momentum of gradient descent on either level: from 0 to below 1.</summary>
    public double Momentum { get; init; } = ExperimentDefaults.Momentum;

    /// <summary>How the learning rates of both levels change over a run.</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Cosine;

    /// <summary>Steps at the start of a run that train the hypernetwork only: from 0 to below <see cref="Steps"/>.</summary>
    public int WarmupSteps { get; init; } = ExperimentDefaults.WarmupSteps;

    /// <summary>The share of each part of a run (<see cref="RestartAt"/>), from its start, in which û rests: from 0 to below 1.</summary>
    public double WarmupShare { get; init; } = ExperimentDefaults.WarmupShare;

    /// <summary>
    /// The share of the steps after which a run with a learned response draws its weights and its response anew and goes on from the û that it
    /// has: from 0, for never, to below 1. Both parts have a learning-rate schedule of their own, and only states of the second are returned.
    /// </summary>
    public double RestartAt { get; init; }

    /// <summary>Inner half-steps from one round of outer half-steps to the next: at least 1.</summary>
    public int InnerSteps { get; init; } = ExperimentDefaults.InnerSteps;

    /// <summary>Outer half-steps of a round: at least 1.</summary>
    public int OuterSteps { get; init; } = ExperimentDefaults.OuterSteps;

    /// <summary>
    /// Whether the samples come in pairs, û + z and û − z on the same rows; <see cref="HyperSamples"/> must be even, and
    /// where rows are divided, <see cref="BatchSize"/> a multiple of the pairs.
    /// </summary>
    public bool Antithetic { get; init; }

    /// <summary>
    /// s, the precision of the normal prior that holds the values of a hyperparameter with one a weight around the mean of their layer: 0 or
    /// above; 0 for none. One unit of it is worth one validation row.
    /// </summary>
    public double Pooling { get; init; } = ExperimentDefaults.Pooling;

    /// <summary>
    /// Whether the weights at û follow their response when û moves, instead of staying where they are until training moves them. Each such
    /// step moves the weights down the validation loss, too, which then no longer says how good the hyperparameters are.
    /// </summary>
    public bool FollowResponse { get; init; }

    /// <summary>τ, what a unit of entropy of the perturbations is worth in validation loss: 0 or above.</summary>
    public double EntropyWeight { get; init; } = ExperimentDefaults.EntropyWeight;

    /// <summary>Learning rate of the perturbation scale: 0 or above; 0 leaves it at <see cref="PerturbationScale"/>.</summary>
    public double ScaleLearningRate { get; init; } = ExperimentDefaults.ScaleLearningRate;

    /// <summary>Whether what answers to a perturbation is trained on outputs linearised in it.</summary>
    public bool Linearized { get; init; } = true;

    /// <summary>Steps of the hyperparameters after the <see cref="Steps"/> of the hypernetwork in global training: at least 1.</summary>
    public int HyperSteps { get; init; } = ExperimentDefaults.HyperSteps;

    /// <summary>k, gradient steps on the training loss from the response before the validation loss is taken: 0 or above.</summary>
    public int FineTuningSteps { get; init; } = ExperimentDefaults.FineTuningSteps;

    /// <summary>Learning rate of those steps, which are plain descent: above 0.</summary>
    public double FineTuningRate { get; init; } = ExperimentDefaults.FineTuningRate;

    /// <summary>
    /// Evaluations in a row without a better validation loss after which a run or an ordinary training ends: 0 or above; 0 goes on to the
    /// last step. Each report has an evaluation over the whole validation split.
    /// </summary>
    public int EarlyStoppingPatience { get; init; } = ExperimentDefaults.EarlyStoppingPatience;

    /// <summary>
    /// Which of its states a run or an ordinary training returns: the best one by such an evaluation, or the last. By default a run returns
    /// the best, and an ordinary training does where it has a patience.
    /// </summary>
    public Keep Keep { get; init; } = Keep.Auto;

    /// <summary>Steps that unrolled differentiation takes, and differentiates, before each outer step: at least 1.</summary>
    public int UnrollSteps { get; init; } = ExperimentDefaults.UnrollSteps;

    /// <summary>Steps of conjugate gradients, or terms of the Neumann series, a hypergradient: at least 1.</summary>
    public int SolverSteps { get; init; } = ExperimentDefaults.SolverSteps;

    /// <summary>α of T1-T2, of the Neumann series and of the single loop's solution: above 0.</summary>
    public double NeumannRate { get; init; } = ExperimentDefaults.NeumannRate;

    /// <summary>Whether the solver of implicit differentiation starts from its last solution.</summary>
    public bool WarmStart { get; init; } = ExperimentDefaults.WarmStart;

    /// <summary>δ, added to the curvature's diagonal: 0 or above.</summary>
    public double Damping { get; init; } = ExperimentDefaults.Damping;

    /// <summary>Trials of random search and of Bayesian optimization: at least 1.</summary>
    public int Trials { get; init; } = ExperimentDefaults.Trials;

    /// <summary>Points of a grid along each hyperparameter value, at the middles of equal shares of its prior: at least 1.</summary>
    public int GridPoints { get; init; } = ExperimentDefaults.GridPoints;

    /// <summary>Whether a search gives all values of a hyperparameter the same number.</summary>
    public bool Tied { get; init; }

    /// <summary>
    /// Seconds after which a run or an ordinary training ends with the step under way, and a search starts no more trials: 0 or above; 0
    /// for no limit. What a run took before it was interrupted counts.
    /// </summary>
    public double TimeLimit { get; init; } = ExperimentDefaults.TimeLimit;

    /// <summary>Trials that Bayesian optimization draws before its Gaussian process proposes: from 1 to below <see cref="Trials"/>; 0 for 5, or half of the trials where that is less.</summary>
    public int InitialTrials { get; init; } = ExperimentDefaults.InitialTrials;

    /// <summary>Trials that Bayesian optimization proposes from the same records: at least 1.</summary>
    public int TrialBatch { get; init; } = ExperimentDefaults.TrialBatch;

    /// <summary>
    /// Whether Bayesian optimization and successive halving start the next trial as soon as one has ended, by what is known then. What is found depends on the order
    /// in which trials end.
    /// </summary>
    public bool Asynchronous { get; init; }

    /// <summary>Whether the Gaussian process of Bayesian optimization learns a length scale for each dimension.</summary>
    public bool Ard { get; init; }

    /// <summary>η of successive halving: at least 2.</summary>
    public int Reduction { get; init; } = ExperimentDefaults.Reduction;

    /// <summary>Steps of the shortest trials of successive halving, from 1 to <see cref="Steps"/>/η; 0 for <see cref="Steps"/>/η³.</summary>
    public int LeastSteps { get; init; } = ExperimentDefaults.LeastSteps;

    /// <summary>
    /// k: training and validation rows are put together and dealt out into k folds, each with weights and a response of its own, trained on
    /// the others' rows; all share one û, which each step moves by the fold whose turn it is. 1, the default, for the splits as they are.
    /// </summary>
    public int Folds { get; init; } = ExperimentDefaults.Folds;

    /// <summary>
    /// Names of hyperparameters that stay at their initial values, or at those that a run starts from, with commas between them; null, the
    /// default, for none.
    /// </summary>
    public string? Fixed { get; init; }

    /// <summary>The norm at which the gradient of the training loss by the elementary weights of a sample is cut off: 0 or above; 0 for none.</summary>
    public double MaxGradientNorm { get; init; } = ExperimentDefaults.MaxGradientNorm;

    /// <summary>Steps over which the learning rates grow to what the schedule says, at the start of each part of a run and of an ordinary training: 0 or above.</summary>
    public int RateWarmupSteps { get; init; } = ExperimentDefaults.RateWarmupSteps;

    /// <summary>
    /// The name of the model's metric that early stopping watches, and that chooses the best state; null, the default, for the validation loss.
    /// A search still ranks its trials by their validation losses.
    /// </summary>
    public string? Watch { get; init; }

    /// <summary>Whether a run ends with a refit: an ordinary training at the tuned hyperparameters on training and validation rows.</summary>
    public bool Refit { get; init; }

    /// <summary>Whether each training minibatch has nearly as many rows of each class; targets are one class label a row.</summary>
    public bool BalanceClasses { get; init; }

    /// <summary>Seed of everything random in a run: the same seed gives the same bits on the same machine.</summary>
    public int Seed { get; init; } = ExperimentDefaults.Seed;

    /// <summary>Where tensors live: <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>The floating-point type of weights, hyperparameters and data.</summary>
    public Precision Precision { get; init; } = Precision.Float32;

    /// <summary>
    /// Threads of libtorch's operations on the CPU during a run; 0 chooses: one for models so small that a second thread
    /// costs more than it saves, else as many as libtorch would use.
    /// </summary>
    public int Threads { get; init; }

    /// <summary>
    /// Whether autograd differentiates the model's methods even where the compiler has done it: slower, with the same
    /// numbers but for rounding.
    /// </summary>
    public bool UsesAutograd { get; init; }

    /// <summary>
    /// Whether the first training and validation steps are differentiated by autograd as well, where the compiler has done it:
    /// if the two differ by more than rounding, the run goes on by autograd and warns. Nothing else depends on it. Of a model's
    /// ordinary trainings the first one in a process is looked at.
    /// </summary>
    public bool Verify { get; init; } = true;

    /// <summary>
    /// Trials of a search that run side by side, each on a thread of its own; 0 chooses: as many as there are processors where
    /// each uses one, else one. What comes out does not depend on it.
    /// </summary>
    public int Parallelism { get; init; }

    /// <summary>
    /// Whether a run looks at the test rows: the trials of a search take their loss, for their records, and the health of a tuned run
    /// is read on them too (<see cref="Training.Health.HealthReading.HeldOutLoss"/>). Nothing is chosen by it, and a trial's time does not
    /// count it. Otherwise no run touches them.
    /// </summary>
    public bool MeasureTest { get; init; }

    /// <summary>Steps between two reports (and entries of the history); 0 for a hundred reports a run.</summary>
    public int ReportEvery { get; init; }

    /// <summary>
    /// How many times a run measures how it fares (best-response gap, overfitting to the validation rows, saturation); 0
    /// for never. Each time costs some twenty steps of an ordinary training.
    /// </summary>
    public int HealthChecks { get; init; } = 10;

    /// <summary>Checks every value.</summary>
    /// <exception cref="HyperDslException">A value is out of its range; the message names it.</exception>
    public void Validate()
    {
        Require(Steps >= 1, nameof(Steps), Steps, "at least 1");
        Require(BatchSize >= 1, nameof(BatchSize), BatchSize, "at least 1");
        Require(ValidationBatchSize >= 1, nameof(ValidationBatchSize), ValidationBatchSize, "at least 1");
        Require(HyperSamples >= 1, nameof(HyperSamples), HyperSamples, "at least 1");
        Require(double.IsFinite(PerturbationScale) && PerturbationScale > 0, nameof(PerturbationScale), PerturbationScale, "a finite number above 0");
        Require(double.IsFinite(LearningRate) && LearningRate > 0, nameof(LearningRate), LearningRate, "a finite number above 0");
        Require(double.IsFinite(HyperLearningRate) && HyperLearningRate >= 0, nameof(HyperLearningRate), HyperLearningRate, "a finite number, 0 or above");
        Require(Momentum is >= 0 and < 1, nameof(Momentum), Momentum, "from 0 to below 1");
        Require(Enum.IsDefined(Schedule), nameof(Schedule), Schedule, "one of the enum's members");
        Require(WarmupSteps >= 0 && WarmupSteps < Steps, nameof(WarmupSteps), WarmupSteps, $"from 0 to below Steps ({Steps})");
        Require(WarmupShare is >= 0 and < 1, nameof(WarmupShare), WarmupShare, "from 0 to below 1");
        Require(double.IsFinite(Pooling) && Pooling >= 0, nameof(Pooling), Pooling, "a finite number, 0 or above");
        Require(RestartAt is >= 0 and < 1, nameof(RestartAt), RestartAt, "from 0 to below 1");
        Require(InnerSteps >= 1, nameof(InnerSteps), InnerSteps, "at least 1");
        Require(OuterSteps >= 1, nameof(OuterSteps), OuterSteps, "at least 1");
        Require(double.IsFinite(EntropyWeight) && EntropyWeight >= 0, nameof(EntropyWeight), EntropyWeight, "a finite number, 0 or above");
        Require(double.IsFinite(ScaleLearningRate) && ScaleLearningRate >= 0, nameof(ScaleLearningRate), ScaleLearningRate, "a finite number, 0 or above");
        Require(HyperSteps >= 1, nameof(HyperSteps), HyperSteps, "at least 1");
        Require(FineTuningSteps >= 0, nameof(FineTuningSteps), FineTuningSteps, "0 or above");
        Require(double.IsFinite(FineTuningRate) && FineTuningRate > 0, nameof(FineTuningRate), FineTuningRate, "a finite number above 0");
        Require(EarlyStoppingPatience >= 0, nameof(EarlyStoppingPatience), EarlyStoppingPatience, "0 or above");
        Require(UnrollSteps >= 1, nameof(UnrollSteps), UnrollSteps, "at least 1");
        Require(SolverSteps >= 1, nameof(SolverSteps), SolverSteps, "at least 1");
        Require(double.IsFinite(NeumannRate) && NeumannRate > 0, nameof(NeumannRate), NeumannRate, "a finite number above 0");
        Require(double.IsFinite(Damping) && Damping >= 0, nameof(Damping), Damping, "a finite number, 0 or above");
        Require(Trials >= 1, nameof(Trials), Trials, "at least 1");
        Require(GridPoints >= 1, nameof(GridPoints), GridPoints, "at least 1");
        Require(double.IsFinite(TimeLimit) && TimeLimit >= 0, nameof(TimeLimit), TimeLimit, "a finite number, 0 or above");
        Require(InitialTrials >= 0, nameof(InitialTrials), InitialTrials, "0 or above");
        Require(TrialBatch >= 1, nameof(TrialBatch), TrialBatch, "at least 1");
        Require(Reduction >= 2, nameof(Reduction), Reduction, "at least 2");
        Require(LeastSteps >= 0, nameof(LeastSteps), LeastSteps, "0 or above");
        Require(double.IsFinite(MaxGradientNorm) && MaxGradientNorm >= 0, nameof(MaxGradientNorm), MaxGradientNorm, "a finite number, 0 or above");
        Require(RateWarmupSteps >= 0, nameof(RateWarmupSteps), RateWarmupSteps, "0 or above");
        Require(Folds >= 1, nameof(Folds), Folds, "at least 1");
        if (Folds > 1 && FollowResponse)
        {
            throw new HyperDslException(FormattableString.Invariant($"Folds is {Folds} with FollowResponse: a step of û would carry the weights of one fold only. Use one of the two."));
        }

        Require(Enum.IsDefined(Keep), nameof(Keep), Keep, "one of the enum's members");
        Require(Parallelism >= 0, nameof(Parallelism), Parallelism, "0 or above");
        Require(Enum.IsDefined(Precision), nameof(Precision), Precision, "one of the enum's members");
        Require(Threads >= 0, nameof(Threads), Threads, "0 or above");
        Require(ReportEvery >= 0, nameof(ReportEvery), ReportEvery, "0 or above");
        Require(HealthChecks >= 0, nameof(HealthChecks), HealthChecks, "0 or above");
    }

    /// <summary>Steps between two reports of something that takes so many steps.</summary>
    internal int ReportInterval(int steps) => ReportEvery > 0 ? ReportEvery : Math.Max(1, steps / 100);

    /// <summary>The factor on the learning rates at a step, from 0 to <paramref name="steps"/> − 1.</summary>
    internal double RateFactor(int step, int steps)
    {
        var scheduled = Schedule switch
        {
            LearningRateSchedule.Cosine => 0.5 * (1 + Math.Cos(Math.PI * step / steps)),
            _ => 1,
        };
        return step < RateWarmupSteps ? scheduled * (step + 1) / RateWarmupSteps : scheduled;
    }

    private static void Require(bool holds, string name, object value, string expected)
    {
        if (!holds)
        {
            throw new HyperDslException(FormattableString.Invariant($"{name} is {value}; it must be {expected}."));
        }
    }
}
