using Hyper.Dsl;
using Hyper.Runtime.Checkpoints;
using Hyper.Runtime.Data;
using Hyper.Runtime.Host;
using Hyper.Runtime.Hypernetworks;
using Hyper.Runtime.Layers.Context;
using Hyper.Runtime.Layers.Rows;
using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Batches;
using Hyper.Runtime.Training.Course;
using Hyper.Runtime.Training.Health;
using Hyper.Runtime.Training.Hyperparameters;
using Hyper.Runtime.Training.Models;
using Hyper.Runtime.Training.Optimizers;
using Hyper.Runtime.Training.Ordinary;
using Hyper.Runtime.Training.Perturbations;
using Hyper.Runtime.Training.Results;
using Hyper.Runtime.Training.Saving;
using Hyper.Runtime.Training.Settings;
using Hyper.Runtime.Training.Verification;

namespace Hyper.Runtime.Training.Algorithms;

/// <summary>
/// What every algorithm's step works with, however it finds the hypergradient: data, hyperparameters and what moves
/// them, the weights that the validation loss is taken at, noise.
/// </summary>
/// <typeparam name="TModel">The annotated class.</typeparam>
/// <typeparam name="TTrained">The model with fixed weights.</typeparam>
/// <typeparam name="THyperparameters">The record of natural values.</typeparam>
public abstract partial class TuningRun<TModel, TTrained, THyperparameters> : ITuningRun, IResumable, IDisposable
    where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
    where TTrained : TrainedModel
    where THyperparameters : IHyperparameters<THyperparameters>
{
    private readonly RunData data;
    private readonly FlatOptimizer hyperOptimizer;
    private readonly SecondLook look;
    private SharedTraining? shared;
    private Tensor? trainingLoss;
    private Tensor? validationLoss;
    private Tensor? firstValidationLoss;
    private bool disposed;

    /// <summary>Allocates what every algorithm needs.</summary>
    /// <param name="splits">Training and validation rows; a copy is moved to the run's device.</param>
    /// <param name="settings">The experiment's numbers.</param>
    /// <param name="samples">S, hyperparameter samples a step.</param>
    /// <param name="rows">Whether rows are divided among the samples or repeated for each.</param>
    /// <param name="hyperRule">The rule that moves the hyperparameters.</param>
    /// <param name="validationSamples">Hyperparameter samples of an outer half-step.</param>
    /// <param name="antithetic">Whether samples come in pairs on the same rows.</param>
    /// <exception cref="HyperDslException">A setting is out of range, the device cannot be had, or the data are unusable.</exception>
    private protected TuningRun(
        DataSplits splits, ExperimentSettings settings, int samples, SampleRows rows, OptimizerKind hyperRule, int validationSamples = 1, bool antithetic = false)
    {
        settings.Validate();
        THyperparameters.Space.RequireExamples(splits.Training.Count);
        Place = RunPlace.Of(settings);
        var numbers = RunData.Copied(splits.Training, Place, settings.BatchSize) + RunData.Copied(splits.Validation, Place, settings.ValidationBatchSize);
        MemoryForecast.OfRun(THyperparameters.Space.Count, TModel.Weights.WeightCount, samples + validationSamples, numbers, Place.Type).Require(Place.Device);
        Settings = settings;
        Rule = UpdateRule.Of(THyperparameters.Space, settings);
        Noise = new Generator((ulong)settings.Seed, torch.CPU);
        data = RunData.Of(splits, Place);
        TrainingRows = new Minibatches(data.Training, settings.BatchSize, Copies(samples), Noise, Place.Type, IsDivided(samples), settings.BalanceClasses);
        ValidationRows = new Minibatches(data.Validation, settings.ValidationBatchSize, Copies(validationSamples), Noise, Place.Type, IsDivided(validationSamples));
        if (TrainingRows.Rows < samples)
        {
            throw RowGroups.TooFew(TrainingRows.Rows, samples);
        }

        if (ValidationRows.Rows < validationSamples)
        {
            throw new HyperDslException(
                $"A validation batch of {ValidationRows.Rows} rows cannot be divided among {validationSamples} hyperparameter samples. Use a larger ValidationBatchSize, fewer HyperSamples or SampleRows.Repeat.");
        }

        if (antithetic)
        {
            AntitheticPairs.Require(samples, rows, TrainingRows.BatchSize, nameof(settings.BatchSize));
            AntitheticPairs.Require(validationSamples == 1 ? 2 : validationSamples, rows, ValidationRows.BatchSize, nameof(settings.ValidationBatchSize));
        }

        Model = ModelCreation.ForRun<TModel, TTrained, THyperparameters>(settings.Seed, Place.Device);
        Model.Context.Noise = Noise;
        Model.Context.UsesAutograd = settings.UsesAutograd;
        Model.Context.State.EvaluationRows = Math.Max(TrainingRows.Rows, ValidationRows.Rows);
        look = SecondLook.OfRun(Model, settings);
        Hyperparameters = new HyperparameterState(
            THyperparameters.Space, Place, Pooling.Of(THyperparameters.Space, TModel.Weights, settings.Pooling, splits.Validation.Count * Math.Max(1, settings.Folds)), settings.Fixed);
        hyperOptimizer = FlatOptimizer.Create(hyperRule, Hyperparameters.Current, Hyperparameters.Gradient, settings);

        bool IsDivided(int drawn) => drawn > 1 && rows == SampleRows.Divide;

        int Copies(int drawn) => drawn == 1 ? 1 : rows == SampleRows.Repeat ? drawn : antithetic ? AntitheticPairs.Copies : 1;
    }

    /// <summary>The experiment's numbers.</summary>
    protected ExperimentSettings Settings { get; }

    /// <summary>Where the numbers of an update of plain weights come from: settings, or hyperparameters of the optimizer's own.</summary>
    protected UpdateRule Rule { get; }

    /// <summary>Whether an outer half-step follows the inner one that is under way.</summary>
    protected bool IsOuterStepNext { get; private set; }

    /// <summary>The annotated class, whose layers read the weights of the pass.</summary>
    protected TModel Model { get; }

    /// <summary>û and what moves it.</summary>
    protected HyperparameterState Hyperparameters { get; }

    /// <summary>Minibatches of the training split.</summary>
    protected Minibatches TrainingRows { get; }

    /// <summary>Minibatches of the validation split.</summary>
    protected Minibatches ValidationRows { get; }

    /// <summary>The source of everything random.</summary>
    protected Generator Noise { get; }

    /// <summary>What the schedule makes of both learning rates in this step.</summary>
    protected double RateFactor { get; private set; } = 1;

    /// <summary>The rule that moves what is trained on the training loss.</summary>
    internal OptimizerKind InnerRule { get; private protected init; }

    /// <summary>Where the run's tensors live.</summary>
    internal RunPlace Place { get; }

    /// <summary>Multiply-adds of a pass: they decide about threads.</summary>
    internal virtual long Work => ThreadBudget.WorkOf(TModel.Weights, Math.Max(TrainingRows.Rows, ValidationRows.Rows), data.Training.Layout);

    /// <summary>When the whole validation split is looked at.</summary>
    internal EvaluationSchedule Evaluations => new(
        Settings, StepCount, (TrainingRows.Rows * Folds.Count()) + ValidationRows.Rows, Folds.Sum(fold => fold.data.Validation.Count), RestartStep);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (disposed)
        {
            return;
        }

        disposed = true;
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Steps of the run.</summary>
    internal virtual int StepCount => Settings.Steps;

    /// <summary>The setting that a run which goes on may have more of than before.</summary>
    internal virtual string LengthSetting => nameof(Settings.Steps);

    /// <summary>
    /// One step: an inner half-step; after the warm-up every so many of them are followed by a round of outer half-steps. With folds each
    /// of them takes the inner half-step, and the fold whose turn it is the outer one.
    /// </summary>
    /// <param name="step">Index of the step, from 0.</param>
    internal void Step(int step)
    {
        StepInner(step);
        foreach (var fellow in fellows)
        {
            fellow.StepInner(step);
        }

        for (var i = OuterStepsAfter(step); i > 0; i--)
        {
            StepFoldInTurn();
        }
    }

    /// <summary>Refuses rows whose targets do not fit what the model answers; called before the first step.</summary>
    /// <exception cref="HyperDslException">A label is no class, or shapes do not fit.</exception>
    internal void RequireFit()
    {
        using var weights = new ElementaryWeights(TModel.Weights, 1, Place.Type, Place.Device);
        WriteCurrentWeights(weights.Values);
        FirstLook.Require(Model, weights, Hyperparameters.Current, ("the training split", data.Training), ("the validation split", data.Validation));
    }

    /// <summary>Starts from hyperparameters other than the initial ones; called before the first step.</summary>
    internal void StartFrom(THyperparameters start)
    {
        var unconstrained = HyperparameterSpace.UnconstrainedOf(start);
        foreach (var fold in Folds)
        {
            fold.Hyperparameters.StartFrom(unconstrained);
        }
    }

    /// <summary>Reads what there is to measure beside the losses.</summary>
    internal virtual RunMeasures Measure() => RunMeasures.None;

    /// <summary>What has been found wrong with the compiled passes, a sentence each.</summary>
    internal IReadOnlyList<string> Warnings => [.. Folds.SelectMany(fold => fold.look.Warnings)];

    /// <summary>The perturbation scale of each hyperparameter value, where it is learned.</summary>
    internal virtual double[]? ReadScale() => null;

    /// <summary>How far from û the run perturbs each hyperparameter value: σ, learned or set, with the factors of the hyperparameters; 0 for what stays.</summary>
    internal double[] ReadDeviations()
    {
        var space = Hyperparameters.Space;
        using var row = HostValues.Row(ReadScale() ?? [.. Enumerable.Repeat(Settings.PerturbationScale, space.Count)], Place.Type, Place.Device);

        Hyperparameters.Scale(row);
        return HostValues.Read(row);
    }

    internal double[] ReadUnconstrained() => Hyperparameters.Read();

    internal (double Training, double? Validation) ReadLosses() => (Read(trainingLoss) ?? double.NaN, Read(validationLoss));

    internal double? ReadFirstValidation() => Read(firstValidationLoss);

    internal double[] ReadNatural() => Hyperparameters.Space.ToNatural(Hyperparameters.Read());

    /// <summary>The validation split where the run computed, which outlives the run from now on.</summary>
    internal Dataset HandOverValidation() => data.HandOverValidation();

    /// <summary>The tensors that make up what the run has learned so far.</summary>
    internal virtual IReadOnlyList<Tensor> State() => [Hyperparameters.Current, .. Model.Context.State.Tensors.Select(entry => entry.Value)];

    /// <summary>Writes the elementary weights at û.</summary>
    /// <param name="destination">[1, P].</param>
    internal abstract void WriteCurrentWeights(Tensor destination);

    /// <summary>What has probably happened where a loss is out of bounds.</summary>
    internal string LikelyCause()
    {
        // Most coordinates are logarithms or logits: tens of units from the start no value is one that anybody meant.
        const double Runaway = 30;
        using var scope = torch.NewDisposeScope();
        var distances = HostValues.Read((Hyperparameters.Current - Hyperparameters.Initial).abs());
        var moved = distances.Any(double.IsNaN) ? double.NaN : distances.Max();
        return moved < Runaway
            ? FormattableString.Invariant($"The weights have probably run away: lower {Rule.RateName} ({Rate()}) or PerturbationScale ({Settings.PerturbationScale}), or scale the inputs.")
            : FormattableString.Invariant($"The hyperparameters have probably run away, by {moved:G3} in unconstrained coordinates: lower HyperLearningRate ({Settings.HyperLearningRate}), or {Rule.RateName} ({Rate()}) if the weights went first, or bound them with Min and Max.");

        double Rate() => Rule.At(Rule.Read(Hyperparameters.Current)).Rate;
    }

    /// <summary>What a model has to agree in to go on from this run's state.</summary>
    internal ModelIdentity ModelIdentity => SavedModel.IdentityOf<TModel, TTrained, THyperparameters>(ModelIdentity.StateOf(Model.Context.State), ResponseShape);

    /// <summary>What the run leaves to answer for hyperparameters.</summary>
    private protected abstract ResponseShape ResponseShape { get; }

    /// <summary>What the run is; before its first step.</summary>
    /// <param name="control">What is compiled in.</param>
    /// <param name="splits">The rows as the caller has them.</param>
    internal RunIdentity IdentityOf(RunControl control, DataSplits splits) => new()
    {
        Experiment = control.Experiment,
        Method = control.Method,
        Model = ModelIdentity.Texts().ToDictionary(text => text.Key, text => text.Value),
        Hyperparameters = RunIdentity.Describe(Hyperparameters.Space),
        Start = RunIdentity.FingerprintOf(ReadUnconstrained()),
        Rows = RowsFingerprint.Of(splits),
        Settings = Settings,
    };

    void IResumable.Save(StateWriter to) => Save(to);

    void IResumable.Restore(StateReader from) => Restore(from);

    IHyperModel ITuningRun.Model => Model;

    int ITuningRun.StepCount => StepCount;

    double ITuningRun.RateFactor => RateFactor;

    OptimizerKind ITuningRun.InnerRule => InnerRule;

    Dataset ITuningRun.TrainingSplit => data.Training;

    Tensor ITuningRun.CurrentUnconstrained() => Hyperparameters.Current;

    void ITuningRun.WriteCurrentWeights(Tensor destination) => WriteCurrentWeights(destination);

    /// <summary>Ends the run: what it learned, without its data and optimizers.</summary>
    internal abstract LearnedResponse<TModel, TTrained, THyperparameters> HandOver();

    /// <summary>The inner half-step: moves what is trained down the training loss.</summary>
    /// <returns>The training loss.</returns>
    protected abstract Tensor InnerStep();

    /// <summary>The outer half-step: moves û down the validation loss.</summary>
    /// <returns>The validation loss.</returns>
    protected abstract Tensor OuterStep();

    /// <summary>L_T(w, u), a scalar without a graph, whose gradient it leaves with the weights.</summary>
    /// <param name="weights">w, of S samples.</param>
    /// <param name="unconstrained">u, [S, n].</param>
    /// <param name="batch">Rows of the training split.</param>
    /// <param name="limited">Whether <c>MaxGradientNorm</c> holds.</param>
    private protected Tensor DifferentiateTraining(ElementaryWeights weights, Tensor unconstrained, Minibatch batch, bool limited = true)
    {
        var loss = look.Training(weights, unconstrained, batch);
        GradientNorm.Limit(weights.Gradient, limited ? Settings.MaxGradientNorm : 0);
        return loss;
    }

    /// <summary>L_V(w), a scalar without a graph, whose gradient it leaves with the weights.</summary>
    /// <param name="weights">w, of S samples.</param>
    /// <param name="unconstrained">u, [S, n]: what the forward method sees of the hyperparameters in evaluation.</param>
    /// <param name="batch">Rows of the validation split.</param>
    private protected Tensor DifferentiateValidation(ElementaryWeights weights, Tensor unconstrained, Minibatch batch) => look.Validation(weights, unconstrained, batch);

    /// <inheritdoc cref="IResumable.Save"/>
    private protected virtual void Save(StateWriter to)
    {
        to.Add("noise", Noise.get_state());
        to.Add("training_rows", TrainingRows);
        to.Add("validation_rows", ValidationRows);
        to.Add("hyperparameters", Hyperparameters);
        to.Add("hyper_optimizer", hyperOptimizer);
        to.Add("shared", shared);
        to.Add("training_loss", trainingLoss);
        to.Add("validation_loss", validationLoss);
        to.Add("first_validation_loss", firstValidationLoss);
        to.Add("look", look);
        to.Add("evaluation_rows", Model.Context.State.EvaluationRows);
        SaveFolds(to);
        var state = to.Part("state");
        foreach (var (name, value) in Model.Context.State.Tensors)
        {
            state.Add(name, value.contiguous());
        }
    }

    /// <inheritdoc cref="IResumable.Restore"/>
    private protected virtual void Restore(StateReader from)
    {
        Noise.set_state(from.Tensor("noise"));
        from.Read("training_rows", TrainingRows);
        from.Read("validation_rows", ValidationRows);
        from.Read("hyperparameters", Hyperparameters);
        from.Read("hyper_optimizer", hyperOptimizer);
        from.Read("shared", shared);
        trainingLoss = from.OwnOrNone("training_loss");
        validationLoss = from.OwnOrNone("validation_loss");
        firstValidationLoss = from.OwnOrNone("first_validation_loss");
        from.Read("look", look);
        RestoreFolds(from);
        using var state = new ModelState();
        foreach (var (name, _) in from.Part("state").Tensors())
        {
            state.Buffer(name, () => from.Part("state").Own(name));
        }

        state.EvaluationRows = from.Whole("evaluation_rows");
        Model.Context.State.CopyFrom(state);
    }

    private protected virtual double RateFactorAt(int step)
    {
        var (start, steps) = PartAt(step);
        return Settings.RateFactor(step - start, steps);
    }

    /// <summary>The step before which the weights are drawn anew; 0 for none.</summary>
    private protected virtual int RestartStep => 0;

    /// <summary>
    /// Draws what is trained on the training loss anew, and keeps û: weights that have lived under other hyperparameters carry their marks
    /// for long, so that a run from a far start would end elsewhere than one from a near one.
    /// </summary>
    private protected virtual void Restart() => hyperOptimizer.Reset();

    private protected virtual bool HasInnerStep(int step) => true;

    private protected virtual int OuterStepsAfter(int step)
    {
        var (start, steps) = PartAt(step);
        var tuned = step + 1 - Settings.WarmupSteps;
        return step >= start + (int)(Settings.WarmupShare * steps) && tuned > 0 && tuned % Settings.InnerSteps == 0 ? Settings.OuterSteps : 0;
    }

    /// <summary>
    /// Has the model's shared modules trained along: every inner half-step moves them down the gradient that its backward
    /// pass left in their parameters.
    /// </summary>
    /// <param name="rule">The rule that moves them: that of the inner half-step.</param>
    private protected void TrainShared(OptimizerKind rule) => shared = SharedTraining.Of(Model.Context.State, rule, Settings, Place);

    /// <summary>Forgets what the half-step's backward passes have left with the shared modules so far.</summary>
    private protected void ForgetShared() => shared?.Begin();

    /// <summary>Releases everything that was not handed over.</summary>
    /// <param name="disposing">Whether this comes from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
        {
            return;
        }

        foreach (var fellow in fellows)
        {
            fellow.Dispose();
        }

        foreach (var owned in (IDisposable?[])[
            shared, hyperOptimizer, Hyperparameters, Model.Context, TrainingRows, ValidationRows, data, trainingLoss, validationLoss, firstValidationLoss, Noise])
        {
            owned?.Dispose();
        }
    }

    // The part of the run that a step belongs to: where it starts, and its steps.
    private (int Start, int Steps) PartAt(int step) => step < RestartStep ? (0, RestartStep) : (RestartStep, Settings.Steps - RestartStep);

    private void StepInner(int step)
    {
        if (step > 0 && step == RestartStep)
        {
            Restart();
        }

        RateFactor = RateFactorAt(step);
        IsOuterStepNext = OuterStepsAfter(step) > 0;
        if (HasInnerStep(step))
        {
            shared?.Begin();
            Keep(ref trainingLoss, InnerStep());
            shared?.Step(Settings.LearningRate * RateFactor);
        }
    }

    private void StepOuter()
    {
        Keep(ref validationLoss, OuterStep());
        firstValidationLoss ??= validationLoss!.clone().DetachFromDisposeScope();
    }

    private static double? Read(Tensor? loss) => loss is null ? null : HostValues.Read(loss)[0];

    // The loss outlives the step's dispose scope, without its graph, in a tensor that is reused.
    private static void Keep(ref Tensor? kept, Tensor loss)
    {
        using var value = loss.detach();
        if (kept is null)
        {
            kept = value.clone().DetachFromDisposeScope();
        }
        else
        {
            kept.copy_(value);
        }
    }
}
