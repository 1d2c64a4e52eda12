using Hyper.Runtime.Host;

namespace Hyper.Runtime.Hypernetworks;

/// <summary>
/// Products of a few samples with the matrices of a response, whose few rows are as long as the model has weights or
/// hyperparameters. The library's products take one such row after the other on one thread; here each matrix is read once.
/// </summary>
public static class ThinProduct
{
    /// <summary>More samples than this are left to the library's matrix product, which then has enough to do for what it reads.</summary>
    private const int MostSamples = 4;

    /// <summary>Writes start + F·M: for each sample a combination of the rows of M.</summary>
    /// <param name="destination">[S, columns]: what is there is replaced.</param>
    /// <param name="start">[1, columns], [S, columns], which may be the destination itself, or null for zeros.</param>
    /// <param name="factors">F, [S, rows].</param>
    /// <param name="matrix">M, [rows, columns].</param>
    public static void Combine(Tensor destination, Tensor? start, Tensor factors, Tensor matrix)
    {
        var samples = destination.size(0);
        if (samples <= MostSamples && IsOnHost(destination) && IsOnHost(matrix) && factors.is_contiguous() && (start is null || IsOnHost(start)))
        {
            var arguments = new ThinKernel.Combination(
                TensorMemory.Address(destination), start is null ? 0 : TensorMemory.Address(start), TensorMemory.Address(factors), TensorMemory.Address(matrix),
                samples, matrix.size(0), matrix.size(1), destination.stride(0), start is null || start.size(0) == 1 ? 0 : start.stride(0), matrix.stride(0));
            HostThreads.ForItems(
                ThinKernel.BlocksOf(matrix.size(1)), ThinKernel.Block * matrix.size(0), arguments, destination.dtype == ScalarType.Float64 ? ThinKernel.Combine<double> : ThinKernel.Combine<float>);
            return;
        }

        if (start is not null && !ReferenceEquals(start, destination))
        {
            destination.copy_(start);
        }

        destination.addmm_(factors, matrix, beta: start is null ? 0 : 1, alpha: 1);
    }

    /// <summary>V·Mᵀ: for each sample the inner products with the rows of M.</summary>
    /// <param name="vectors">V, [S, columns].</param>
    /// <param name="matrix">M, [rows, columns].</param>
    /// <returns>[S, rows].</returns>
    public static Tensor Project(Tensor vectors, Tensor matrix)
    {
        var (samples, rows, columns) = (vectors.size(0), matrix.size(0), matrix.size(1));
        if (samples > MostSamples || !IsOnHost(vectors) || !IsOnHost(matrix))
        {
            return vectors.mm(matrix.t());
        }

        var result = torch.empty(samples, rows, dtype: vectors.dtype);
        var blocks = ThinKernel.BlocksOf(columns);
        using var sums = torch.empty(blocks, samples * rows, dtype: ScalarType.Float64);
        var arguments = new ThinKernel.Projection(
            TensorMemory.Address(vectors), TensorMemory.Address(matrix), TensorMemory.Address(sums), samples, rows, columns, vectors.stride(0), matrix.stride(0));
        var isDouble = vectors.dtype == ScalarType.Float64;
        HostThreads.ForItems(blocks, ThinKernel.Block * rows, arguments, isDouble ? ThinKernel.Project<double> : ThinKernel.Project<float>);
        if (isDouble)
        {
            ThinKernel.Sum<double>(arguments, TensorMemory.Address(result));
        }
        else
        {
            ThinKernel.Sum<float>(arguments, TensorMemory.Address(result));
        }

        return result;
    }

    private static bool IsOnHost(Tensor rows) => rows.device_type == DeviceType.CPU && TensorMemory.HasDenseRows(rows);
}
