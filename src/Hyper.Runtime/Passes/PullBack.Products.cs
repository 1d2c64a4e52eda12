namespace Hyper.Runtime.Passes;

/// <content>Operations of two tensors.</content>
public static partial class PullBack
{
    /// <summary>Through y = a/b to a, where either is repeated to the other's shape.</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="numerator">a.</param>
    /// <param name="denominator">b.</param>
    public static Tensor Numerator(Tensor gradient, Tensor numerator, Tensor denominator) => Broadcast(gradient / denominator, numerator);

    /// <summary>Through y = a/b to b, where either is repeated to the other's shape.</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="denominator">b.</param>
    /// <param name="output">y.</param>
    public static Tensor Denominator(Tensor gradient, Tensor denominator, Tensor output) =>
        Broadcast((gradient * (output / denominator)).neg(), denominator);

    /// <summary>Through a product of matrices to the left one. Batches of matrices are multiplied one by one; either is repeated for the other.</summary>
    /// <param name="gradient">Of the product, […, n, m].</param>
    /// <param name="left">[…, n, k].</param>
    /// <param name="right">[…, k, m].</param>
    public static Tensor LeftMatrix(Tensor gradient, Tensor left, Tensor right) => Broadcast(gradient.matmul(right.transpose(-2, -1)), left);

    /// <summary>Through a product of matrices to the right one. Batches of matrices are multiplied one by one; either is repeated for the other.</summary>
    /// <param name="gradient">Of the product, […, n, m].</param>
    /// <param name="left">[…, n, k].</param>
    /// <param name="right">[…, k, m].</param>
    public static Tensor RightMatrix(Tensor gradient, Tensor left, Tensor right) => Broadcast(left.transpose(-2, -1).matmul(gradient), right);
}
