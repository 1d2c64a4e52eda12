namespace Hyper.Runtime.Host;

/// <summary>A dense host tensor as memory.</summary>
internal static class TensorMemory
{
    /// <summary>Whether each row's elements lie on end; rows may be parts of longer ones.</summary>
    public static bool HasDenseRows(Tensor matrix) => matrix.stride(1) == 1;

    /// <summary>The address of the first element; it stays valid while the tensor lives and is not resized.</summary>
    /// <exception cref="ArgumentException">The tensor is neither Float32 nor Float64 nor Int32.</exception>
    public static nint Address(Tensor tensor) => tensor.dtype switch
    {
        ScalarType.Float32 => tensor.storage<float>().data_ptr() + checked((nint)tensor.storage_offset() * sizeof(float)),
        ScalarType.Float64 => tensor.storage<double>().data_ptr() + checked((nint)tensor.storage_offset() * sizeof(double)),
        ScalarType.Int32 => tensor.storage<int>().data_ptr() + checked((nint)tensor.storage_offset() * sizeof(int)),
        _ => throw new ArgumentException($"A tensor of {tensor.dtype} is not worked on as memory; Float32, Float64 or Int32 expected."),
    };
}
