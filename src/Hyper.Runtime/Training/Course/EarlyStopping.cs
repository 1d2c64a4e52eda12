namespace Hyper.Runtime.Training.Course;

/// <summary>
/// Ends an ordinary training when the validation loss has not improved for so many evaluations in a row, and remembers the
/// state of the best one.
/// </summary>
internal sealed class EarlyStopping : IDisposable
{
    private readonly int patience;
    private readonly KeptState best;
    private double bestLoss = double.PositiveInfinity;
    private int withoutBetter;

    /// <summary>Watches a training.</summary>
    /// <param name="patience">Evaluations, at least 1.</param>
    /// <param name="state">Lists what is trained, and what goes with it, such as running statistics; all are there after the first step.</param>
    public EarlyStopping(int patience, Func<IReadOnlyList<Tensor>> state)
    {
        this.patience = patience;
        best = new KeptState(state);
    }

    /// <summary>Steps done at the best evaluation.</summary>
    public int BestStep { get; private set; }

    /// <summary>Whether there is a best evaluation to go back to.</summary>
    public bool HasBest => best.HasKept;

    /// <summary>Whether the patience is at its end.</summary>
    public bool IsOver => withoutBetter >= patience;

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
        best.Keep();
    }

    /// <summary>Puts the state of the best evaluation back, where there was one.</summary>
    public void Restore()
    {
        if (best.HasKept)
        {
            best.Restore();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => best.Dispose();
}
