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
        => Write(stream, metadata, tensors, seal: false);

    /// <summary>Writes a file whose last tensor, <see cref="TensorFileReader.Seal"/>, is the SHA-256 of all bytes before it.</summary>
    /// <inheritdoc cref="Write(Stream, IEnumerable{KeyValuePair{string, string}}, IEnumerable{ValueTuple{string, Tensor}})"/>
    public static void WriteSealed(Stream stream, IEnumerable<KeyValuePair<string, string>> metadata, IEnumerable<(string Name, Tensor Value)> tensors)
    {
        using var hashed = new HashingStream(stream, leaveOpen: true);
        Write(hashed, metadata, tensors, seal: true);
        stream.Write(hashed.Digest());
    }

    private static void Write(Stream stream, IEnumerable<KeyValuePair<string, string>> metadata, IEnumerable<(string Name, Tensor Value)> tensors, bool seal)
    {
        var ordered = tensors.Select(tensor => (tensor.Name, tensor.Value, Type: TypeOf(tensor.Name, tensor.Value))).OrderByDescending(tensor => tensor.Type.Size).ToList();
        if (ordered.GroupBy(tensor => tensor.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
        {
            throw new HyperDslException($"Two tensors are called {twice.Key}, and a file has room for one of a name.");
        }

        using var header = new MemoryStream();
        using (var json = new Utf8JsonWriter(header))
        {
            WriteHeader(json, metadata, ordered, seal);
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

    private static void WriteHeader(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, string>> metadata, List<(string Name, Tensor Value, TensorType Type)> tensors, bool seal)
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
            WritePlace(name, type, value.shape);
        }

        if (seal)
        {
            WritePlace(TensorFileReader.Seal, TensorType.Of(ScalarType.Byte)!, [HashingStream.DigestBytes]);
        }

        json.WriteEndObject();

        void WritePlace(string name, TensorType type, long[] shape)
        {
            json.WriteStartObject(name);
            json.WriteString("dtype", type.Name);
            WriteList(json, "shape", shape);
            WriteList(json, "data_offsets", [position, position += shape.Aggregate(1L, (count, size) => count * size) * type.Size]);
            json.WriteEndObject();
        }
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
