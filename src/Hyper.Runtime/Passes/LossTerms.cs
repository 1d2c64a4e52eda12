using Hyper.Runtime.Layers;

namespace Hyper.Runtime.Passes;

/// <summary>The terms of losses, each with its gradient in the same call. Compiled passes call these.</summary>
public static class LossTerms
{
    /// <summary>c times a single number.</summary>
    /// <param name="x">A tensor of one element.</param>
    /// <param name="factor">c.</param>
    /// <param name="gradient">c, of x's shape.</param>
    /// <returns>A scalar of its own: who adds up terms in place changes nothing else.</returns>
    /// <exception cref="ArgumentException">There is more than one element.</exception>
    public static Tensor Value(Tensor x, double factor, out Tensor gradient)
    {
        if (x.NumberOfElements != 1)
        {
            throw new ArgumentException($"A term of a loss is one number, but this one has shape [{string.Join(", ", x.shape)}].", nameof(x));
        }

        gradient = torch.full_like(x, Scalars.Of(factor));
        return x.reshape([]) * Scalars.Of(factor);
    }

    /// <summary>c·Σ x.</summary>
    /// <param name="x">Of any shape.</param>
    /// <param name="factor">c.</param>
    /// <param name="gradient">c for each element.</param>
    public static Tensor Sum(Tensor x, double factor, out Tensor gradient)
    {
        gradient = torch.full_like(x, Scalars.Of(factor));
        return x.sum() * Scalars.Of(factor);
    }

    /// <summary>c times the mean of x.</summary>
    /// <param name="x">Of any shape.</param>
    /// <param name="factor">c.</param>
    /// <param name="gradient">c/N for each of the N elements.</param>
    public static Tensor Mean(Tensor x, double factor, out Tensor gradient) => Sum(x, factor / x.NumberOfElements, out gradient);

    /// <summary>c times the mean of x².</summary>
    /// <param name="x">Of any shape.</param>
    /// <param name="factor">c.</param>
    /// <param name="gradient">2cx/N for N elements.</param>
    public static Tensor MeanSquares(Tensor x, double factor, out Tensor gradient) => Squares(x, factor / x.NumberOfElements, out gradient);

    /// <summary>c times the mean over rows of x² summed over the second dimension: the paper's loss, where x is an error.</summary>
    /// <param name="x">[rows, …].</param>
    /// <param name="factor">c.</param>
    /// <param name="gradient">2cx for each element, over the number of those sums.</param>
    public static Tensor RowSquares(Tensor x, double factor, out Tensor gradient) => Squares(x, factor * x.size(1) / x.NumberOfElements, out gradient);

    /// <summary>c times the cross-entropy of logits and targets, averaged over rows.</summary>
    /// <param name="logits">[rows, classes].</param>
    /// <param name="targets">Class labels, [rows] of type Int64, or probabilities, [rows, classes].</param>
    /// <param name="factor">c.</param>
    /// <param name="gradient">c·(softmax − target)/rows.</param>
    public static Tensor CrossEntropy(Tensor logits, Tensor targets, double factor, out Tensor gradient)
    {
        // The library's own kernels for this pair are fast, and know every form of targets: a graph of one operation.
        using var traced = torch.enable_grad();
        var leaf = logits.detach().requires_grad_();
        var loss = torch.nn.functional.cross_entropy(leaf, targets) * Scalars.Of(factor);
        gradient = torch.autograd.grad([loss], [leaf])[0];
        return loss.detach();
    }

    /// <summary>c·Σ λw², averaged over the samples; its gradient is added to that of the weights.</summary>
    /// <param name="strength">λ.</param>
    /// <param name="factor">c.</param>
    public static Tensor L2(HyperTensor strength, double factor) => PenaltyPass.Square(strength, factor);

    /// <summary>c·Σ λ|w|, averaged over the samples; its gradient is added to that of the weights.</summary>
    /// <param name="strength">λ.</param>
    /// <param name="factor">c.</param>
    public static Tensor L1(HyperTensor strength, double factor) => PenaltyPass.Absolute(strength, factor);

    private static Tensor Squares(Tensor x, double factor, out Tensor gradient)
    {
        gradient = x * Scalars.Of(2 * factor);
        var flat = x.reshape(-1);
        return torch.dot(flat, flat) * Scalars.Of(factor);
    }
}
