using Hyper.Runtime.Checkpoints;
using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Training.Models;
using Hyper.Runtime.Training.Results;

namespace Hyper.Runtime.Training.Algorithms;

/// <content>
/// Folds: runs of one experiment on other rows each, with weights and responses of their own. The first leads the others, and its û is that
/// of all; without folds a run leads nobody.
/// </content>
public abstract partial class TuningRun<TModel, TTrained, THyperparameters>
{
    private TuningRun<TModel, TTrained, THyperparameters>? leader;
    private IReadOnlyList<TuningRun<TModel, TTrained, THyperparameters>> fellows = [];
    private int turn;

    /// <summary>The run whose hyperparameters this one shares: that of the first fold, or this one.</summary>
    private protected TuningRun<TModel, TTrained, THyperparameters> Leader => leader ?? this;

    /// <summary>The runs that share this one's hyperparameters, itself left out.</summary>
    private protected IReadOnlyList<TuningRun<TModel, TTrained, THyperparameters>> Fellows => fellows;

    private IEnumerable<TuningRun<TModel, TTrained, THyperparameters>> Folds => fellows.Prepend(this);

    /// <summary>
    /// Makes other runs follow this one. Called before the first step; this run owns them from then on.
    /// </summary>
    /// <param name="others">Runs of the same experiment, on other rows.</param>
    internal void Lead(IReadOnlyList<TuningRun<TModel, TTrained, THyperparameters>> others)
    {
        fellows = others;
        foreach (var fellow in fellows)
        {
            fellow.leader = this;
        }
    }

    /// <summary>The validation loss of each fold over its whole validation rows.</summary>
    /// <param name="weights">Where the elementary weights go, one sample.</param>
    internal IReadOnlyList<FoldLoss> EvaluateFolds(ElementaryWeights weights) =>
        [.. Folds.Select((fold, index) => new FoldLoss(index, fold.EvaluateOwn(weights).Loss, fold.data.Validation.Count))];

    /// <summary>The model's metrics.</summary>
    internal IReadOnlyList<ModelMetric> Metrics => ((IHyperModel)Model).Metrics;

    /// <summary>
    /// The validation loss and the metrics over the whole validation split, of the elementary weights at û; with folds the means over them by
    /// their rows.
    /// </summary>
    /// <param name="weights">Where they go, one sample.</param>
    internal SplitReading EvaluateValidation(ElementaryWeights weights)
    {
        if (fellows.Count == 0)
        {
            return EvaluateOwn(weights);
        }

        var readings = Folds.Select(fold => (Reading: fold.EvaluateOwn(weights), Rows: (double)fold.data.Validation.Count)).ToList();
        var all = readings.Sum(fold => fold.Rows);
        return new SplitReading(
            readings.Sum(fold => fold.Reading.Loss * fold.Rows) / all,
            readings[0].Reading.Metrics?.Keys.ToDictionary(name => name, name => readings.Sum(fold => fold.Reading.Metrics![name] * fold.Rows) / all));
    }

    /// <summary>The tensors that make up what the run has learned so far, its folds included.</summary>
    internal IReadOnlyList<Tensor> WholeState() => [.. Folds.SelectMany(fold => fold.State())];

    /// <summary>Moves û down its last hypergradient; with folds, the one û that all have.</summary>
    protected void StepHyperparameters()
    {
        var mover = Leader;
        if (mover != this)
        {
            mover.Hyperparameters.Gradient.copy_(Hyperparameters.Gradient);
        }

        mover.Hyperparameters.Move(mover.hyperOptimizer, Settings.HyperLearningRate * RateFactor);
        foreach (var fellow in mover.fellows)
        {
            fellow.Hyperparameters.Current.copy_(mover.Hyperparameters.Current);
        }
    }

    private void StepFoldInTurn()
    {
        (turn == 0 ? this : fellows[turn - 1]).StepOuter();
        turn = (turn + 1) % (fellows.Count + 1);
    }

    private void SaveFolds(StateWriter to)
    {
        to.Add("turn", turn);
        for (var i = 0; i < fellows.Count; i++)
        {
            to.Add(FoldName(i), fellows[i]);
        }
    }

    private void RestoreFolds(StateReader from)
    {
        turn = (int)from.Whole("turn");
        for (var i = 0; i < fellows.Count; i++)
        {
            from.Read(FoldName(i), fellows[i]);
        }
    }

    private static string FoldName(int index) => FormattableString.Invariant($"fold_{index + 1}");

    private SplitReading EvaluateOwn(ElementaryWeights weights)
    {
        WriteCurrentWeights(weights.Values);
        return SplitEvaluation.Read(Model, weights, Hyperparameters.Current, data.Validation);
    }
}
