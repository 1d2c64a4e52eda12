using System.Buffers.Binary;
using System.Text.Json;

namespace Hyper.Runtime.Files;

/// <summary>Writes tensors and texts as a file of the safetensors format.</summary>
internal static class TensorFileWriter
{
    /// <summary>Numbers begin at such a place, so that whoever maps the file into memory finds them where a processor likes them.</summary>
    private const int Alignment = 8;

    /// <summary>Writes a file.</summary>
    /// <param name="stream">Where it goes; it stays open.</param>
    /// <param name="metadata">Texts by name, in their order.</param>
    /// <param name="tensors">The tensors; those of the widest numbers come first, in their order.</param>
    /// <exception cref="HyperDslException">A name comes twice, or a file cannot hold a tensor's type.</exception>
    public static void Write(Stream stream, IEnumerable<KeyValuePair<string, string>> metadata, IEnumerable<(string Name, Tensor Value)> tensors)
    {
        var ordered = tensors.Select(tensor => (tensor.Name, tensor.Value, Type: TypeOf(tensor.Name, tensor.Value))).OrderByDescending(tensor => tensor.Type.Size).ToList();
        if (ordered.GroupBy(tensor => tensor.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
        {
            throw new HyperDslException($"Two tensors are called {twice.Key}, and a file has room for one of a name.");
        }

        using var header = new MemoryStream();
        using (var json = new Utf8JsonWriter(header))
        {
            WriteHeader(json, metadata, ordered);
        }

        while (header.Length % Alignment != 0)
        {
            header.WriteByte((byte)' ');
        }

        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)header.Length);
        stream.Write(prefix);
        header.WriteTo(stream);
        foreach (var tensor in ordered)
        {
            TensorBytes.Write(stream, tensor.Value);
        }
    }

    private static void WriteHeader(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, string>> metadata, List<(string Name, Tensor Value, TensorType Type)> tensors)
    {
        json.WriteStartObject();
        json.WriteStartObject("__metadata__");
        foreach (var (name, text) in metadata)
        {
            json.WriteString(name, text);
        }

        json.WriteEndObject();
        long position = 0;
        foreach (var (name, value, type) in tensors)
        {
            json.WriteStartObject(name);
            json.WriteString("dtype", type.Name);
            WriteList(json, "shape", value.shape);
            WriteList(json, "data_offsets", [position, position += value.NumberOfElements * type.Size]);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string name, ReadOnlySpan<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    private static TensorType TypeOf(string name, Tensor value) => TensorType.Of(value.dtype)
        ?? throw new HyperDslException($"{name} is of the type {value.dtype}, which a file of tensors does not hold.");
}
