using Hyper.Dsl;
using Hyper.Runtime.Checkpoints;
using Hyper.Runtime.Training.Models;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Training.Course;

/// <summary>
/// Watches the validation loss, or a metric, over the whole split: ends a run or a training when it has not improved for so many evaluations in a row, and
/// remembers the state of the best one.
/// </summary>
internal sealed class EarlyStopping : IDisposable, IResumable
{
    private readonly int patience;
    private readonly int interval;
    private readonly int first;
    private readonly ModelMetric? watched;
    private readonly KeptState? best;
    private double bestLoss = double.PositiveInfinity;
    private int withoutBetter;

    /// <summary>Watches a run or a training.</summary>
    /// <param name="settings">The experiment's numbers.</param>
    /// <param name="interval">Steps between two evaluations; 0 for one at each report.</param>
    /// <param name="state">Lists what the best state is a copy of, unless the last one is the result.</param>
    /// <param name="metrics">The model's metrics, one of which may be watched in place of the validation loss.</param>
    /// <param name="first">Steps before the first evaluation.</param>
    private EarlyStopping(ExperimentSettings settings, int interval, Func<IReadOnlyList<Tensor>> state, IReadOnlyList<ModelMetric> metrics, int first = 0)
    {
        watched = Watched(settings, metrics);
        this.first = first;
        patience = settings.EarlyStoppingPatience;
        this.interval = interval;
        best = settings.Keep == Keep.Last ? null : new KeptState(state, mayGoWithout: true);
    }

    /// <summary>Steps done at the best evaluation.</summary>
    public int BestStep { get; private set; }

    /// <summary>Whether the best state is the result, where there was memory for it.</summary>
    public bool KeepsBest => best is not null;

    /// <summary>Whether there is a best evaluation to go back to.</summary>
    public bool HasBest => BestStep > 0 && best?.HasKept == true;

    /// <summary>Whether there is a state to go back to from before the first evaluation.</summary>
    public bool HasEarly => BestStep == 0 && best?.HasKept == true;

    /// <summary>What is wrong, a sentence each; empty where nothing is.</summary>
    public IReadOnlyList<string> Warnings =>
        best?.IsWithout == true ? ["Memory does not suffice for a copy of the best state: the last one is returned. Use Keep.Last, or a smaller response family."] : [];

    /// <summary>Whether the patience is at its end.</summary>
    public bool IsOver => patience > 0 && withoutBetter >= patience;

    /// <summary>What the settings ask for of a tuned run, which keeps its best state unless told otherwise; null where nothing needs the validation loss.</summary>
    /// <param name="settings">The experiment's numbers.</param>
    /// <param name="schedule">When the whole split is looked at where nobody has asked for it.</param>
    /// <param name="state">Lists what is trained, and what goes with it, such as running statistics; all are there after the first step.</param>
    /// <param name="metrics">The model's metrics.</param>
    /// <exception cref="HyperDslException">What is to be watched is none of them.</exception>
    public static EarlyStopping? OfRun(ExperimentSettings settings, EvaluationSchedule schedule, Func<IReadOnlyList<Tensor>> state, IReadOnlyList<ModelMetric> metrics) =>
        IsAskedFor(settings) ? new(settings, 0, state, metrics, schedule.First)
        : settings.Keep == Keep.Last ? null
        : new(settings, schedule.Interval, state, metrics, schedule.First);

    /// <summary>What the settings ask for of an ordinary training, which keeps its best state where it looks for it; null where nothing needs the validation loss.</summary>
    /// <param name="settings">The experiment's numbers.</param>
    /// <param name="state">Lists what is trained, and what goes with it, such as running statistics; all are there after the first step.</param>
    /// <param name="metrics">The model's metrics.</param>
    /// <exception cref="HyperDslException">What is to be watched is none of them.</exception>
    public static EarlyStopping? OfTraining(ExperimentSettings settings, Func<IReadOnlyList<Tensor>> state, IReadOnlyList<ModelMetric> metrics) =>
        IsAskedFor(settings) ? new(settings, 0, state, metrics) : null;

    /// <summary>Whether there is an evaluation at a report.</summary>
    /// <param name="step">Steps done.</param>
    /// <param name="isLast">Whether the run ends with this report.</param>
    public bool IsDue(int step, bool isLast) => isLast || (step > first && (interval == 0 || BestStep == 0 || step % interval == 0));

    /// <summary>Takes note of an evaluation.</summary>
    public void Note(int step, SplitReading reading)
    {
        // What is better is lower, be it a loss or the negative of a metric.
        var found = watched is null ? reading.Loss : reading.Metrics![watched.Name] * (watched.HigherIsBetter ? -1 : 1);
        if (!(found < bestLoss))
        {
            withoutBetter++;
            return;
        }

        withoutBetter = 0;
        (bestLoss, BestStep) = (found, step);
        best?.Keep(step);
    }

    /// <summary>Keeps a state in which all is well, as long as no evaluation has chosen one.</summary>
    /// <param name="step">Steps done.</param>
    public void KeepEarly(int step)
    {
        if (BestStep == 0)
        {
            best?.Keep(step);
        }
    }

    /// <summary>Puts the state from before the first evaluation back, where there is one.</summary>
    /// <returns>The steps done then.</returns>
    public int RestoreEarly()
    {
        best!.Restore();
        return best.Step;
    }

    /// <summary>Puts the state of the best evaluation back, where there was one and it is asked for.</summary>
    /// <returns>Whether it has.</returns>
    public bool Restore()
    {
        if (!HasBest)
        {
            return false;
        }

        best!.Restore();
        return true;
    }

    /// <inheritdoc/>
    public void Save(StateWriter to)
    {
        to.Add("best_loss", bestLoss);
        to.Add("best_step", BestStep);
        to.Add("without_better", withoutBetter);
        to.Add("best", best);
    }

    /// <inheritdoc/>
    public void Restore(StateReader from)
    {
        if (best is not null && !from.Has("best"))
        {
            // The best so far was not kept: from here on it is.
            return;
        }

        bestLoss = from.Number("best_loss");
        BestStep = (int)from.Whole("best_step");
        withoutBetter = (int)from.Whole("without_better");
        from.Read("best", best);
    }

    /// <inheritdoc/>
    public void Dispose() => best?.Dispose();

    private static ModelMetric? Watched(ExperimentSettings settings, IReadOnlyList<ModelMetric> metrics) => settings.Watch is not { } name
        ? null
        : metrics.FirstOrDefault(metric => metric.Name == name)
            ?? throw new HyperDslException(metrics.Count == 0
                ? $"Watch is '{name}', and the model has no metrics: mark a method with [Metric]."
                : $"Watch is '{name}', and the model's metrics are {string.Join(", ", metrics.Select(metric => metric.Name))}.");

    private static bool IsAskedFor(ExperimentSettings settings) => settings.EarlyStoppingPatience > 0 || settings.Keep == Keep.Best;
}
