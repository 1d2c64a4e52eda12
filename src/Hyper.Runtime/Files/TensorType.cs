namespace Hyper.Runtime.Files;

/// <summary>A type of numbers, as files of tensors name it.</summary>
/// <param name="Name">Its name in the safetensors format.</param>
/// <param name="Scalar">TorchSharp's.</param>
/// <param name="Size">Bytes of a number.</param>
internal sealed record TensorType(string Name, ScalarType Scalar, int Size)
{
    private static readonly TensorType[] all =
    [
        new("F64", ScalarType.Float64, 8), new("F32", ScalarType.Float32, 4), new("F16", ScalarType.Float16, 2), new("BF16", ScalarType.BFloat16, 2),
        new("I64", ScalarType.Int64, 8), new("I32", ScalarType.Int32, 4), new("I16", ScalarType.Int16, 2), new("I8", ScalarType.Int8, 1),
        new("U8", ScalarType.Byte, 1), new("BOOL", ScalarType.Bool, 1),
    ];

    /// <summary>The type of a name; null where there is none that this library reads.</summary>
    public static TensorType? Named(string name) => Array.Find(all, type => type.Name == name);

    /// <summary>The type of a tensor's numbers; null where a file cannot hold them.</summary>
    public static TensorType? Of(ScalarType scalar) => Array.Find(all, type => type.Scalar == scalar);
}
