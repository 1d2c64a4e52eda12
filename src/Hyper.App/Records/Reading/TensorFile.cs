using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using Hyper.Runtime;

namespace Hyper.App.Records.Reading;

/// <summary>A file in the safetensors format, of which numbers are read as they are asked for: a report needs no libtorch.</summary>
internal sealed class TensorFile
{
    private const int MostHeaderBytes = 100_000_000;

    private readonly string path;
    private readonly long dataStart;
    private readonly Dictionary<string, (string Type, long[] Shape, long Begin, long End)> tensors = new(StringComparer.Ordinal);

    /// <summary>Reads what a file says of itself.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="HyperDslException">It cannot be read, or is no such file.</exception>
    public TensorFile(string path)
    {
        this.path = path;
        try
        {
            using var stream = File.OpenRead(path);
            Span<byte> prefix = stackalloc byte[sizeof(ulong)];
            stream.ReadExactly(prefix);
            var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
            if (length > (ulong)Math.Min(MostHeaderBytes, stream.Length))
            {
                throw Fault("Its header is longer than the file.");
            }

            var header = new byte[length];
            stream.ReadExactly(header);
            dataStart = stream.Position;
            Parse(header, stream.Length - dataStart);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new HyperDslException($"'{path}' cannot be read: {problem.Message}", problem);
        }
    }

    /// <summary>Texts by name.</summary>
    public Dictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    /// <summary>The tensors' shapes by name, in the order of their numbers.</summary>
    public IEnumerable<(string Name, IReadOnlyList<long> Shape)> Tensors =>
        tensors.OrderBy(tensor => tensor.Value.Begin).Select(tensor => (tensor.Key, (IReadOnlyList<long>)tensor.Value.Shape));

    /// <summary>The shape of a tensor; null where there is none of that name.</summary>
    public IReadOnlyList<long>? ShapeOf(string name) => tensors.TryGetValue(name, out var tensor) ? tensor.Shape : null;

    /// <summary>The numbers of a tensor, or of one of its rows.</summary>
    /// <param name="name">The tensor.</param>
    /// <param name="row">Index in the first dimension; null for all.</param>
    /// <exception cref="HyperDslException">There is none of that name, or it holds no numbers of a kind that a run folder has.</exception>
    public double[] Numbers(string name, long? row = null)
    {
        if (!tensors.TryGetValue(name, out var tensor))
        {
            throw Fault($"It has no tensor '{name}'.");
        }

        var bytes = tensor.End - tensor.Begin;
        var part = row is null ? bytes : tensor.Shape.Length == 0 ? 0 : bytes / Math.Max(1, tensor.Shape[0]);
        var buffer = new byte[part];
        using var stream = File.OpenRead(path);
        stream.Position = dataStart + tensor.Begin + (part * (row ?? 0));
        stream.ReadExactly(buffer);
        return tensor.Type switch
        {
            "F64" => MemoryMarshal.Cast<byte, double>(buffer).ToArray(),
            "F32" => Array.ConvertAll(MemoryMarshal.Cast<byte, float>(buffer).ToArray(), static value => (double)value),
            "I64" => Array.ConvertAll(MemoryMarshal.Cast<byte, long>(buffer).ToArray(), static value => (double)value),
            "I32" => Array.ConvertAll(MemoryMarshal.Cast<byte, int>(buffer).ToArray(), static value => (double)value),
            _ => throw Fault($"'{name}' has numbers of type {tensor.Type}; F32, F64, I32 or I64 is expected."),
        };
    }

    /// <summary>The type of a tensor's numbers, as the format calls it.</summary>
    public string TypeOf(string name) => tensors[name].Type;

    /// <summary>The bytes of a tensor, as they are.</summary>
    public byte[] Bytes(string name)
    {
        var (_, _, begin, end) = tensors[name];
        var buffer = new byte[end - begin];
        using var stream = File.OpenRead(path);
        stream.Position = dataStart + begin;
        stream.ReadExactly(buffer);
        return buffer;
    }

    private void Parse(byte[] header, long available)
    {
        using var json = JsonDocument.Parse(header);
        foreach (var entry in json.RootElement.EnumerateObject())
        {
            if (entry.Name == "__metadata__")
            {
                foreach (var text in entry.Value.EnumerateObject())
                {
                    Metadata[text.Name] = text.Value.GetString() ?? "";
                }

                continue;
            }

            var offsets = entry.Value.GetProperty("data_offsets");
            var (begin, end) = (offsets[0].GetInt64(), offsets[1].GetInt64());
            if (begin < 0 || end < begin || end > available)
            {
                throw Fault($"It is cut short: '{entry.Name}' ends behind its end.");
            }

            tensors[entry.Name] = (entry.Value.GetProperty("dtype").GetString() ?? "", [.. entry.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())], begin, end);
        }
    }

    private HyperDslException Fault(string what) => new($"'{path}' cannot be read: {what}");
}
