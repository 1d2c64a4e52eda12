namespace Hyper.Runtime.Training.Results;

/// <summary>What a fold's own weights lose on the rows that they were not trained on.</summary>
/// <param name="Fold">The fold, counted from 0.</param>
/// <param name="ValidationLoss">The mean validation loss over its held-out rows.</param>
/// <param name="Rows">How many rows those are.</param>
public sealed record FoldLoss(int Fold, double ValidationLoss, long Rows)
{
    /// <summary>The mean over the rows of all folds.</summary>
    internal static double Mean(IReadOnlyList<FoldLoss> folds) => folds.Sum(fold => fold.ValidationLoss * fold.Rows) / folds.Sum(fold => fold.Rows);
}
