namespace Hyper.Generators.Emitting.Responses;

/// <summary>A matrix inside the hypernetwork's flat parameters.</summary>
/// <param name="Field">The field that views it.</param>
/// <param name="GradientField">The field that views its gradient.</param>
/// <param name="Offset">Index of its first element.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="IsGeneral">Whether the weights at z = 0 move with it one to one.</param>
/// <param name="IsSum">Whether its gradient is kept as the factors of a sum over the samples: worth it where rows are long.</param>
internal sealed record ResponseMatrix(string Field, string GradientField, long Offset, int Rows, int Columns, bool IsGeneral = false, bool IsSum = false)
{
    public long Count => (long)Rows * Columns;
}
