namespace Hyper.Generators.Emitting;

/// <summary>A matrix inside the hypernetwork's flat parameters.</summary>
/// <param name="Field">The field that views it.</param>
/// <param name="GradientField">The field that views its gradient.</param>
/// <param name="Offset">Index of its first element.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="IsGeneral">Whether the weights at z = 0 move with it one to one.</param>
internal sealed record ResponseMatrix(string Field, string GradientField, long Offset, int Rows, int Columns, bool IsGeneral = false)
{
    public long Count => (long)Rows * Columns;
}
