using Hyper.Dsl;
using Hyper.Runtime.Checkpoints;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Training.Course;

/// <summary>
/// Watches the validation loss over the whole split: ends a run or a training when it has not improved for so many evaluations in a row, and
/// remembers the state of the best one.
/// </summary>
internal sealed class EarlyStopping : IDisposable, IResumable
{
    private readonly int patience;
    private readonly int interval;
    private readonly int first;
    private readonly KeptState? best;
    private double bestLoss = double.PositiveInfinity;
    private int withoutBetter;

    /// <summary>Watches a run or a training.</summary>
    /// <param name="settings">The experiment's numbers.</param>
    /// <param name="interval">Steps between two evaluations; 0 for one at each report.</param>
    /// <param name="state">Lists what the best state is a copy of, unless the last one is the result.</param>
    /// <param name="first">Steps before the first evaluation.</param>
    private EarlyStopping(ExperimentSettings settings, int interval, Func<IReadOnlyList<Tensor>> state, int first = 0)
    {
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
    public static EarlyStopping? OfRun(ExperimentSettings settings, EvaluationSchedule schedule, Func<IReadOnlyList<Tensor>> state) =>
        IsAskedFor(settings) ? new(settings, 0, state, schedule.First)
        : settings.Keep == Keep.Last ? null
        : new(settings, schedule.Interval, state, schedule.First);

    /// <summary>What the settings ask for of an ordinary training, which keeps its best state where it looks for it; null where nothing needs the validation loss.</summary>
    /// <param name="settings">The experiment's numbers.</param>
    /// <param name="state">Lists what is trained, and what goes with it, such as running statistics; all are there after the first step.</param>
    public static EarlyStopping? OfTraining(ExperimentSettings settings, Func<IReadOnlyList<Tensor>> state) =>
        IsAskedFor(settings) ? new(settings, 0, state) : null;

    /// <summary>Whether there is an evaluation at a report.</summary>
    /// <param name="step">Steps done.</param>
    /// <param name="isLast">Whether the run ends with this report.</param>
    public bool IsDue(int step, bool isLast) => isLast || (step > first && (interval == 0 || BestStep == 0 || step % interval == 0));

    /// <summary>Takes note of an evaluation.</summary>
    public void Note(int step, double validationLoss)
    {
        if (!(validationLoss < bestLoss))
        {
            withoutBetter++;
            return;
        }

        withoutBetter = 0;
        (bestLoss, BestStep) = (validationLoss, step);
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

    private static bool IsAskedFor(ExperimentSettings settings) => settings.EarlyStoppingPatience > 0 || settings.Keep == Keep.Best;
}
