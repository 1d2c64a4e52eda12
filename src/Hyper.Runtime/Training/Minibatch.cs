namespace Hyper.Runtime.Training;

/// <summary>Rows of a split that one step uses.</summary>
/// <param name="Inputs">[rows, …].</param>
/// <param name="Targets">[rows, …].</param>
/// <param name="Examples">Which row of the split each row is, [rows] of type Int64.</param>
public readonly record struct Minibatch(Tensor Inputs, Tensor Targets, Tensor Examples)
{
    /// <summary>Rows of the batch.</summary>
    public long Rows => Inputs.shape[0];
}
