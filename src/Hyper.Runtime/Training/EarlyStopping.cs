namespace Hyper.Runtime.Training;

/// <summary>
/// Ends an ordinary training when the validation loss has not improved for so many evaluations in a row, and remembers the
/// weights of the best one.
/// </summary>
internal sealed class EarlyStopping : IDisposable
{
    private readonly int patience;
    private readonly Tensor weights;
    private readonly Tensor best;
    private int withoutBetter;

    /// <summary>Watches weights.</summary>
    /// <param name="patience">Evaluations, at least 1.</param>
    /// <param name="weights">What is trained.</param>
    public EarlyStopping(int patience, Tensor weights)
    {
        this.patience = patience;
        this.weights = weights;
        best = weights.clone().DetachFromDisposeScope();
    }

    /// <summary>The best validation loss so far.</summary>
    public double BestLoss { get; private set; } = double.PositiveInfinity;

    /// <summary>Steps done at the best evaluation.</summary>
    public int BestStep { get; private set; }

    /// <summary>Whether the patience is at its end.</summary>
    public bool IsOver => withoutBetter >= patience;

    /// <summary>Takes note of an evaluation.</summary>
    public void Note(int step, double validationLoss)
    {
        if (!(validationLoss < BestLoss))
        {
            withoutBetter++;
            return;
        }

        withoutBetter = 0;
        (BestLoss, BestStep) = (validationLoss, step);
        best.copy_(weights);
    }

    /// <summary>Puts the best weights back.</summary>
    public void Restore() => weights.copy_(best);

    /// <inheritdoc/>
    public void Dispose() => best.Dispose();
}
