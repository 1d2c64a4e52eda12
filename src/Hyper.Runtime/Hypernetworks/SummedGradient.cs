using Hyper.Runtime.Host;

namespace Hyper.Runtime.Hypernetworks;

/// <summary>
/// The gradient of a matrix inside φ as a sum over few samples, of which only the factors are kept: an optimizer multiplies
/// them while it reads them, and a gradient as large as φ is neither written nor held.
/// </summary>
/// <remarks>
/// The factors are kept by reference, until the next ones: they must live and stay as they are for as long as the gradient is
/// wanted, which is until the optimizer's step.
/// </remarks>
public sealed class SummedGradient
{
    private readonly FlatParameters parameters;
    private readonly Tensor dense;
    private Tensor? left;
    private Tensor? right;
    private bool isWritten;

    internal SummedGradient(FlatParameters parameters, long offset, Tensor dense)
    {
        this.parameters = parameters;
        this.dense = dense;
        Offset = offset;
        Rows = dense.size(0);
        Columns = dense.size(1);
    }

    /// <summary>Index of the matrix's first element in φ.</summary>
    internal long Offset { get; }

    /// <summary>Rows of the matrix.</summary>
    internal long Rows { get; }

    /// <summary>Columns of the matrix.</summary>
    internal long Columns { get; }

    /// <summary>The factors, where they have not been multiplied: [S, rows], or null for ones, and [S, columns].</summary>
    internal (Tensor? Left, Tensor Right)? Factors => right is null ? null : (left, right);

    /// <summary>Sets the gradient to aᵀb.</summary>
    /// <param name="a">[S, rows].</param>
    /// <param name="b">[S, columns].</param>
    public void OfProducts(Tensor a, Tensor b) => Set(a, b);

    /// <summary>Sets the gradient of a single row to the sum of the samples' rows.</summary>
    /// <param name="b">[S, columns].</param>
    public void OfSamples(Tensor b) => Set(null, b);

    /// <summary>Writes the gradient: the product of the factors that are kept, and zeros where there has never been any.</summary>
    /// <exception cref="InvalidOperationException">The factors are gone.</exception>
    internal void Write()
    {
        if (right is not null)
        {
            Multiply(left, right);
        }
        else if (!isWritten)
        {
            dense.zero_();
        }

        isWritten = true;
        (left, right) = (null, null);
    }

    private void Set(Tensor? a, Tensor b)
    {
        (left, right) = (a, b);
        if (!parameters.KeepsFactors || b.size(0) > OuterProduct.MostSamples || !TensorMemory.HasDenseRows(b) || (a is not null && !TensorMemory.HasDenseRows(a)))
        {
            Write();
        }
    }

    private void Multiply(Tensor? a, Tensor b)
    {
        if (b.IsInvalid || a is { IsInvalid: true })
        {
            throw new InvalidOperationException("The gradient is asked for after the pass that it belongs to: its factors have been disposed of.");
        }

        if (a is null)
        {
            using var sum = b.sum(0, keepdim: true);
            dense.copy_(sum);
        }
        else
        {
            OuterProduct.Write(dense, a, b);
        }
    }
}
