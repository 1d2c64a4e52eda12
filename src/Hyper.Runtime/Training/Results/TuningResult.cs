using Hyper.Runtime.Data;
using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Ensembles;
using Hyper.Runtime.Training.Health;
using Hyper.Runtime.Training.Models;

namespace Hyper.Runtime.Training.Results;

/// <summary>What a run found. Each experiment has a class of its own that derives from it, so that a signature can name it without type arguments: <c>TuneDigits.Result</c>.</summary>
/// <typeparam name="TModel">The annotated class.</typeparam>
/// <typeparam name="TTrained">The model with fixed weights.</typeparam>
/// <typeparam name="THyperparameters">The record of natural values.</typeparam>
public class TuningResult<TModel, TTrained, THyperparameters> : ITuningResult
    where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
    where TTrained : TrainedModel
    where THyperparameters : IHyperparameters<THyperparameters>
{
    private readonly Dataset validation;
    private readonly IReadOnlyList<string> found;
    private readonly IReadOnlyList<double> deviations;

    internal TuningResult(
        LearnedResponse<TModel, TTrained, THyperparameters> response,
        Dataset validation,
        IReadOnlyList<HistoryEntry> history,
        Trajectory trajectory,
        IReadOnlyList<double>? perturbationScales,
        IReadOnlyList<double> deviations,
        IReadOnlyList<string> found,
        RunEnding ending,
        TimeSpan elapsed)
    {
        Response = response;
        this.validation = validation;
        this.found = found;
        this.deviations = deviations;
        History = history;
        Trajectory = trajectory;
        PerturbationScales = perturbationScales;
        Ending = ending;
        Elapsed = elapsed;
        var current = response.Current.ToArray();
        Hyperparameters = THyperparameters.FromNatural(THyperparameters.Space.ToNatural(current));
        Model = response.At(current);
        var reading = Model.Read(validation);
        (ValidationLoss, Metrics) = (reading.Loss, reading.Metrics ?? TrainedModel.NoMetrics);
    }

    /// <summary>Takes over what a run found, and with it the duty to dispose of it; generated code calls this.</summary>
    /// <param name="found">What is not used any more by itself.</param>
    protected TuningResult(TuningResult<TModel, TTrained, THyperparameters> found)
    {
        ArgumentNullException.ThrowIfNull(found);
        validation = found.validation;
        this.found = found.found;
        Response = found.Response;
        Model = found.Model;
        Hyperparameters = found.Hyperparameters;
        ValidationLoss = found.ValidationLoss;
        Metrics = found.Metrics;
        History = found.History;
        Ending = found.Ending;
        Elapsed = found.Elapsed;
        BestStep = found.BestStep;
        ResumedFrom = found.ResumedFrom;
        Trajectory = found.Trajectory;
        PerturbationScales = found.PerturbationScales;
        deviations = found.deviations;
        Folds = found.Folds;
        Refit = found.Refit;
    }

    /// <summary>The model with the tuned weights w_φ(û).</summary>
    public TTrained Model { get; }

    /// <summary>The tuned hyperparameters, natural values.</summary>
    public THyperparameters Hyperparameters { get; }

    /// <summary>The hypernetwork.</summary>
    public LearnedResponse<TModel, TTrained, THyperparameters> Response { get; }

    /// <summary>The validation loss of <see cref="Model"/> over the whole validation split.</summary>
    public double ValidationLoss { get; }

    /// <summary>The metrics of <see cref="Model"/> over the whole validation split, by name; empty where it has none.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; }

    /// <summary>Losses over the run.</summary>
    public IReadOnlyList<HistoryEntry> History { get; }

    /// <summary>
    /// What is wrong with the run at its end, by its last health reading, and what was found wrong with its compiled passes, a
    /// sentence each; empty where nothing is.
    /// </summary>
    public IReadOnlyList<string> Warnings =>
        [.. found, .. History.LastOrDefault(entry => entry.Health is not null)?.Health is { } health ? HealthWarnings.Of(health) : []];

    /// <summary>Why the run ended where it did: of a diverged run's last good state, that it diverged.</summary>
    public RunEnding Ending { get; }

    /// <summary>Time from the first step to the last; of a run that was interrupted, without what lay between its parts.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>The step whose state this is: the last one, or the best one by the validation loss over the whole split, where that is kept.</summary>
    public int BestStep { get; internal init; }

    /// <summary>The step of the checkpoint that the run went on from; 0 where it began.</summary>
    public int ResumedFrom { get; internal init; }

    /// <summary>The way that the hyperparameters went.</summary>
    public Trajectory Trajectory { get; }

    /// <summary>
    /// The perturbation scale σ of each hyperparameter value at the end, where the algorithm learns it: n numbers in
    /// unconstrained coordinates, in the order of the hyperparameter space. Null where it does not.
    /// </summary>
    public IReadOnlyList<double>? PerturbationScales { get; }

    /// <summary>
    /// With <c>Folds</c>: what the weights of each fold lose on the rows that they were not trained on; empty without. <see cref="Model"/>
    /// has the weights of the first fold.
    /// </summary>
    public IReadOnlyList<FoldLoss> Folds { get; internal init; } = [];

    /// <summary>With <c>Folds</c>: the mean validation loss over all rows, each by the fold that was not trained on it. Null without.</summary>
    public double? OutOfFoldLoss => Folds.Count == 0 ? null : FoldLoss.Mean(Folds);

    /// <summary>What the refit at the end of the run gave, with <c>Refit</c>; else null. The result disposes of it.</summary>
    public RefitResult<TTrained, THyperparameters>? Refit { get; internal set; }

    /// <summary>
    /// The model to ship: trained anew at the tuned hyperparameters on training and validation rows where the run ended with that
    /// (<c>Refit</c>), else <see cref="Model"/>, whose validation rows have chosen the hyperparameters only.
    /// </summary>
    public TTrained Final => Refit?.Model ?? Model;

    TrainedModel ITuningResult.Model => Model;

    TrainedModel ITuningResult.Final => Final;

    IRefitResult? ITuningResult.Refit => Refit;

    HyperparameterSpace ITuningResult.Space => THyperparameters.Space;

    bool ITuningResult.HasResponse => Response.HasJacobian;

    double ITuningResult.ValidationLossAt(IReadOnlyList<double> natural)
    {
        ArgumentNullException.ThrowIfNull(natural);
        return natural.Count == THyperparameters.Space.Count
            ? ValidationLossAt(THyperparameters.FromNatural([.. natural]))
            : throw new HyperDslException($"There are {natural.Count} values where the model has {THyperparameters.Space.Count} hyperparameter values.");
    }

    Ensemble<TrainedModel> ITuningResult.Ensemble(int members, EnsembleOptions? options) => EnsembleOf<TrainedModel>(members, options);

    void ITuningResult.SaveResponse(string path) => Save(path);

    IReadOnlyList<double> ITuningResult.NaturalValues => THyperparameters.Space.ToNatural(Response.Current.ToArray());

    /// <summary>The model with the weights that the hypernetwork answers with for any hyperparameters.</summary>
    /// <param name="hyperparameters">Natural values.</param>
    /// <exception cref="HyperDslException">A value is outside its bounds.</exception>
    public TTrained ModelAt(THyperparameters hyperparameters) => Response.ModelAt(hyperparameters);

    /// <summary>The validation loss that the hypernetwork predicts for any hyperparameters, without retraining.</summary>
    /// <param name="hyperparameters">Natural values.</param>
    /// <exception cref="HyperDslException">A value is outside its bounds.</exception>
    public double ValidationLossAt(THyperparameters hyperparameters) => Response.ValidationLossAt(hyperparameters, validation);

    /// <summary>The validation losses that the hypernetwork predicts for several candidates, in their order.</summary>
    /// <param name="candidates">Natural values.</param>
    /// <exception cref="HyperDslException">A value is outside its bounds.</exception>
    public IReadOnlyList<double> ValidationLossAt(IEnumerable<THyperparameters> candidates) =>
        Response.ValidationLossAt(candidates, validation);

    /// <summary>
    /// Models that the response gives around û, whose answers are averaged: an ensemble without a training more, as the hyper-batch ensembles of
    /// Wenzel et al. (2020). Its members are drawn from N(û, (scale·σ)²), with the run's own σ, learned or set, and chosen by the validation rows.
    /// </summary>
    /// <param name="members">How many members, at least 1.</param>
    /// <param name="options">Where they are drawn, how they are chosen, and what is averaged; the defaults where nothing is given.</param>
    /// <returns>The ensemble, which its receiver disposes of, and which outlives this result.</returns>
    /// <exception cref="HyperDslException">The run kept no response, a number is out of range, or the answers cannot be averaged.</exception>
    /// <exception cref="ObjectDisposedException">The result has been disposed of.</exception>
    public Ensemble<TTrained> Ensemble(int members = EnsembleOptions.DefaultMembers, EnsembleOptions? options = null) => EnsembleOf<TTrained>(members, options);

    /// <summary>
    /// Saves what the run learned, the response: the experiment's own <c>LoadResponse</c> reads it, and it answers as this result does.
    /// The model at the tuned hyperparameters is in it; to save that alone, save <see cref="Model"/>. Losses, history and data are not saved.
    /// </summary>
    /// <param name="path">The file; one that is there is replaced, whole or not at all.</param>
    /// <exception cref="HyperDslException">The file cannot be written, or the response is of a kind that cannot be saved.</exception>
    public void Save(string path) => Response.Save(path);

    /// <inheritdoc cref="Save(string)"/>
    /// <param name="stream">Where it goes; it stays open.</param>
    public void Save(Stream stream) => Response.Save(stream);

    /// <inheritdoc/>
    public void Dispose()
    {
        Refit?.Dispose();
        Model.Dispose();
        Response.Dispose();
        validation.Dispose();
    }

    private Ensemble<T> EnsembleOf<T>(int members, EnsembleOptions? options)
        where T : TrainedModel
    {
        if (!Response.HasJacobian)
        {
            throw new HyperDslException(
                $"This run of {typeof(TModel).Name} computed its hypergradients and kept no response: it has one model, at its tuned hyperparameters. An ensemble needs a run with a hypernetwork, such as Algorithm.Joint.");
        }

        return new EnsembleBuilding<T>(at => (T)(TrainedModel)Response.At(at), Response.Current, deviations).Build(members, options ?? new EnsembleOptions(), validation);
    }
}
