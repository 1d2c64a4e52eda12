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
    private readonly KeptState? best;
    private double bestLoss = double.PositiveInfinity;
    private int withoutBetter;

    /// <summary>Watches a training.</summary>
    /// <param name="patience">Evaluations; 0 for as many as there are.</param>
    /// <param name="best">Where the best state goes; null where the last one is the result.</param>
    private EarlyStopping(int patience, KeptState? best)
    {
        this.patience = patience;
        this.best = best;
    }

    /// <summary>Steps done at the best evaluation.</summary>
    public int BestStep { get; private set; }

    /// <summary>Whether there is a best evaluation to go back to.</summary>
    public bool HasBest => best?.HasKept == true;

    /// <summary>What is wrong, a sentence each; empty where nothing is.</summary>
    public IReadOnlyList<string> Warnings =>
        best?.IsWithout == true ? ["Memory does not suffice for a copy of the best state: the last one is returned. Use Keep.Last, or a smaller response family."] : [];

    /// <summary>Whether the patience is at its end.</summary>
    public bool IsOver => patience > 0 && withoutBetter >= patience;

    /// <summary>What the settings ask for; null where nothing needs the validation loss.</summary>
    /// <param name="settings">The experiment's numbers.</param>
    /// <param name="state">Lists what is trained, and what goes with it, such as running statistics; all are there after the first step.</param>
    public static EarlyStopping? Of(ExperimentSettings settings, Func<IReadOnlyList<Tensor>> state) => settings.EvaluatesSplit
        ? new(settings.EarlyStoppingPatience, settings.KeepsBest ? new KeptState(state, mayGoWithout: true) : null)
        : null;

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
}
