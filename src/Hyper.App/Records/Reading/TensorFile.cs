using System.Runtime.InteropServices;
using Hyper.Runtime;
using Hyper.Runtime.Files;

namespace Hyper.App.Records.Reading;

/// <summary>A file of tensors, of which numbers are read as they are asked for: a report needs no libtorch, and of a long way one point at a time.</summary>
internal sealed class TensorFile
{
    private readonly string path;
    private readonly long dataStart;
    private readonly Dictionary<string, TensorPlace> tensors;

    /// <summary>Reads what a file says of itself.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="HyperDslException">It cannot be read, or is no such file.</exception>
    public TensorFile(string path)
    {
        this.path = path;
        using var reader = TensorFileReader.Open(path);
        (Metadata, dataStart) = (reader.Header.Metadata, reader.DataStart);
        tensors = reader.Header.Tensors.ToDictionary(place => place.Name, StringComparer.Ordinal);
    }

    /// <summary>Texts by name.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The tensors' shapes by name, in the order of their numbers.</summary>
    public IEnumerable<(string Name, IReadOnlyList<long> Shape)> Tensors => tensors.Values.OrderBy(place => place.Begin).Select(place => (place.Name, place.Shape));

    /// <summary>The shape of a tensor; null where there is none of that name.</summary>
    public IReadOnlyList<long>? ShapeOf(string name) => tensors.GetValueOrDefault(name)?.Shape;

    /// <summary>The numbers of a tensor, or of one of its rows.</summary>
    /// <param name="name">The tensor.</param>
    /// <param name="row">Index in the first dimension; null for all.</param>
    /// <exception cref="HyperDslException">There is none of that name, it has no such row, or it holds no numbers of a kind that a run folder has.</exception>
    public double[] Numbers(string name, long? row = null)
    {
        var place = tensors.GetValueOrDefault(name) ?? throw Fault($"It has no tensor '{name}'.");
        var bytes = Read(place, row);
        return place.Type.Name switch
        {
            "F64" => MemoryMarshal.Cast<byte, double>(bytes).ToArray(),
            "F32" => Array.ConvertAll(MemoryMarshal.Cast<byte, float>(bytes).ToArray(), static value => (double)value),
            "I64" => Array.ConvertAll(MemoryMarshal.Cast<byte, long>(bytes).ToArray(), static value => (double)value),
            "I32" => Array.ConvertAll(MemoryMarshal.Cast<byte, int>(bytes).ToArray(), static value => (double)value),
            _ => throw Fault($"'{name}' has numbers of type {place.Type.Name}; F32, F64, I32 or I64 is expected."),
        };
    }

    private byte[] Read(TensorPlace place, long? row)
    {
        var (begin, length) = (place.Begin, place.End - place.Begin);
        if (row is { } index)
        {
            if (place.Shape is not [var rows, ..] || index < 0 || index >= rows)
            {
                throw Fault(FormattableString.Invariant($"'{place.Name}' of shape {TensorPlace.Text(place.Shape)} has no row {index}."));
            }

            length /= rows;
            begin += length * index;
        }

        if (length > Array.MaxLength)
        {
            throw Fault(FormattableString.Invariant($"'{place.Name}' has {length} bytes; at most {Array.MaxLength} are read at once."));
        }

        try
        {
            var bytes = new byte[length];
            using var stream = File.OpenRead(path);
            stream.Position = dataStart + begin;
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Fault(problem.Message, problem);
        }
    }

    private HyperDslException Fault(string what, Exception? cause = null) => new($"'{path}' cannot be read: {what}", cause!);
}
