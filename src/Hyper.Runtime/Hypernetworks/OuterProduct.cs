using System.Numerics;
using System.Runtime.CompilerServices;
using Hyper.Runtime.Host;

namespace Hyper.Runtime.Hypernetworks;

/// <summary>
/// The gradient of a matrix that a few samples went through: Σ over samples of an outer product. A general matrix product is
/// slow where the inner dimension is two and the matrix long and narrow, which the first matrix of a response is.
/// </summary>
public static class OuterProduct
{
    /// <summary>More samples than this are left to the library's matrix product.</summary>
    internal const int MostSamples = 8;

    /// <summary>Writes aᵀb.</summary>
    /// <param name="destination">[rows, columns]: what is there is replaced.</param>
    /// <param name="a">[S, rows].</param>
    /// <param name="b">[S, columns].</param>
    public static void Write(Tensor destination, Tensor a, Tensor b)
    {
        if (destination.device_type != DeviceType.CPU || a.size(0) > MostSamples || !a.is_contiguous() || !b.is_contiguous() || !destination.is_contiguous())
        {
            destination.addmm_(a.t(), b, beta: 0, alpha: 1);
        }
        else if (destination.dtype == ScalarType.Float64)
        {
            OnHost<double>(destination, a, b);
        }
        else
        {
            OnHost<float>(destination, a, b);
        }
    }

    private static unsafe void OnHost<T>(Tensor destination, Tensor a, Tensor b)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var to = (T*)TensorMemory.Address(destination);
        var left = (T*)TensorMemory.Address(a);
        var right = (T*)TensorMemory.Address(b);
        var (samples, rows, columns) = (a.size(0), a.size(1), b.size(1));
        for (var row = 0L; row < rows; row++, to += columns)
        {
            Row(to, left + row, rows, right, samples, columns);
        }
    }

    // One row of the result: the samples' rows of b, each times its own number.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Row<T>(T* to, T* factors, long stride, T* right, long samples, long columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var column = 0L;
        for (; column <= columns - Vector<T>.Count; column += Vector<T>.Count)
        {
            var sum = Vector.Load(right + column) * factors[0];
            for (var s = 1L; s < samples; s++)
            {
                sum += Vector.Load(right + (s * columns) + column) * factors[s * stride];
            }

            sum.Store(to + column);
        }

        for (; column < columns; column++)
        {
            var sum = right[column] * factors[0];
            for (var s = 1L; s < samples; s++)
            {
                sum += right[(s * columns) + column] * factors[s * stride];
            }

            to[column] = sum;
        }
    }
}
