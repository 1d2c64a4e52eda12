namespace Hyper.Runtime.Training.Batches;

/// <summary>Rows of a split that one step uses.</summary>
/// <param name="Inputs">[rows, …], one for each parameter of the forward method.</param>
/// <param name="Targets">[rows, …].</param>
/// <param name="Examples">Which row of the split each row is, [rows] of type Int64.</param>
public readonly record struct Minibatch(ModelInputs Inputs, Tensor Targets, Tensor Examples)
{
    /// <summary>Rows of the batch.</summary>
    public long Rows => Inputs.Rows;

    /// <summary>The first rows of the batch: of one whose rows are repeated for each sample, one copy.</summary>
    /// <param name="count">At most <see cref="Rows"/>.</param>
    /// <returns>The batch itself where it has no more rows; else views in the caller's dispose scope.</returns>
    public Minibatch First(long count) => count == Rows
        ? this
        : new Minibatch(Inputs.Narrow(0, count), Targets.narrow(0, 0, count), Examples.narrow(0, 0, count));
}
