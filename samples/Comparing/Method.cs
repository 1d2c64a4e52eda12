namespace Comparing;

/// <summary>Tunes in one run: an experiment's <c>RunAsync</c>.</summary>
/// <typeparam name="TResult">Its result.</typeparam>
/// <param name="data">Training and validation rows.</param>
/// <param name="settings">The run's numbers.</param>
/// <param name="progress">Receives reports.</param>
/// <param name="cancellation">Stops the run.</param>
public delegate Task<TResult> Tune<TResult>(
    DataSplits data, ExperimentSettings settings, IProgress<TuningProgress>? progress, CancellationToken cancellation);

/// <summary>Trains once at given hyperparameters: an experiment's <c>TrainAtAsync</c>.</summary>
/// <typeparam name="TResult">Its result.</typeparam>
/// <typeparam name="THyperparameters">The record of natural values.</typeparam>
/// <param name="hyperparameters">Where to train.</param>
/// <param name="data">Training and validation rows.</param>
/// <param name="settings">The training's numbers.</param>
/// <param name="progress">Receives reports.</param>
/// <param name="cancellation">Stops the training.</param>
public delegate Task<TResult> Train<TResult, THyperparameters>(
    THyperparameters hyperparameters, DataSplits data, ExperimentSettings? settings, IProgress<TuningProgress>? progress, CancellationToken cancellation)
    where THyperparameters : IHyperparameters<THyperparameters>;

/// <summary>Trains the model to ship at given hyperparameters: an experiment's <c>RefitAsync</c>.</summary>
/// <typeparam name="TResult">Its result.</typeparam>
/// <typeparam name="THyperparameters">The record of natural values.</typeparam>
/// <param name="hyperparameters">Where to train.</param>
/// <param name="data">Training and validation rows.</param>
/// <param name="settings">The trainings' numbers.</param>
/// <param name="progress">Receives reports.</param>
/// <param name="cancellation">Stops the trainings.</param>
public delegate Task<TResult> Refit<TResult, THyperparameters>(
    THyperparameters hyperparameters, DataSplits data, ExperimentSettings? settings, IProgress<TuningProgress>? progress, CancellationToken cancellation)
    where THyperparameters : IHyperparameters<THyperparameters>;

/// <summary>A way to hyperparameters and to a model that has them.</summary>
/// <param name="Name">Its name in the report and in the JSON.</param>
/// <param name="FindAsync">Goes that way.</param>
/// <param name="After">The method whose result it starts from, and whose time is part of its own; null for none.</param>
public sealed record Method(string Name, Func<MethodRun, Task<Finding>> FindAsync, string? After = null)
{
    /// <summary>One run that tunes the hyperparameters.</summary>
    /// <param name="name">The method's name.</param>
    /// <param name="run">The experiment's <c>RunAsync</c>.</param>
    public static Method Tuned<TResult>(string name, Tune<TResult> run)
        where TResult : ITuningResult => new(
        name, async at => Finding.Of(await run(at.Data, at.Settings, at.Track(), at.Cancellation)));

    /// <summary>One ordinary training.</summary>
    /// <param name="name">The method's name.</param>
    /// <param name="train">The experiment's <c>TrainAtAsync</c>.</param>
    /// <param name="hyperparameters">Where it trains.</param>
    public static Method Trained<TResult, THyperparameters>(string name, Train<TResult, THyperparameters> train, THyperparameters hyperparameters)
        where TResult : ITrainingResult
        where THyperparameters : IHyperparameters<THyperparameters> => new(
        name, async at => Finding.Of(await train(hyperparameters, at.Data, at.Settings, at.Track(), at.Cancellation), THyperparameters.Space));

    /// <summary>One ordinary training, at hyperparameters made of those that another method has found.</summary>
    /// <param name="name">The method's name.</param>
    /// <param name="train">The experiment's <c>TrainAtAsync</c>.</param>
    /// <param name="after">The other method's name; it comes earlier in the comparison.</param>
    /// <param name="hyperparameters">Makes them.</param>
    public static Method TrainedAfter<TResult, THyperparameters>(
        string name, Train<TResult, THyperparameters> train, string after, Func<THyperparameters, THyperparameters> hyperparameters)
        where TResult : ITrainingResult
        where THyperparameters : IHyperparameters<THyperparameters> => new(
        name,
        async at =>
        {
            THyperparameters found = THyperparameters.FromNatural([.. at.Earlier(after).NaturalValues]);
            return Finding.Of(await train(hyperparameters(found), at.Data, at.Settings, at.Track(), at.Cancellation), THyperparameters.Space);
        },
        after);

    /// <summary>The model to ship at the hyperparameters that another method has found: trained on training and validation rows.</summary>
    /// <param name="name">The method's name.</param>
    /// <param name="refit">The experiment's <c>RefitAsync</c>.</param>
    /// <param name="after">The other method's name; it comes earlier in the comparison.</param>
    public static Method Refitted<TResult, THyperparameters>(string name, Refit<TResult, THyperparameters> refit, string after)
        where TResult : IRefitResult
        where THyperparameters : IHyperparameters<THyperparameters> => new(
        name,
        async at => Finding.Of(await refit(
            THyperparameters.FromNatural([.. at.Earlier(after).NaturalValues]), at.Data, at.Settings, at.Track(), at.Cancellation), THyperparameters.Space),
        after);

    /// <summary>A training at every candidate, of which the one with the lowest validation loss is kept.</summary>
    /// <param name="name">The method's name.</param>
    /// <param name="train">The experiment's <c>TrainAtAsync</c>.</param>
    /// <param name="candidates">Where it trains; at least one.</param>
    public static Method Search<TResult, THyperparameters>(
        string name, Train<TResult, THyperparameters> train, IReadOnlyList<THyperparameters> candidates)
        where TResult : ITrainingResult
        where THyperparameters : IHyperparameters<THyperparameters> => new(
        name,
        async at =>
        {
            Finding? best = null;
            try
            {
                foreach ((int trial, THyperparameters candidate) in candidates.Index())
                {
                    Finding found = Finding.Of(await train(candidate, at.Data, at.Settings, at.Track(trial, candidates.Count), at.Cancellation), THyperparameters.Space);
                    bool better = best is null || found.ValidationLoss < best.ValidationLoss;
                    (better ? best : found)?.Dispose();
                    best = better ? found : best;
                    at.Found(best!.ValidationLoss, trial + 1, candidates.Count);
                }

                return best!;
            }
            catch
            {
                best?.Dispose();
                throw;
            }
        });
}
