using System.Text.Json;

namespace Hyper.Runtime.Files;

/// <summary>Reads the JSON object of a file of tensors, and checks that its tensors lie on end, each as long as its shape says.</summary>
internal static class TensorHeaderParser
{
    private const string MetadataName = "__metadata__";

    /// <summary>The header is two objects deep and a list.</summary>
    private const int MostDepth = 4;

    /// <summary>More tensors, and texts, than any model has: what is kept of each is more than its few letters.</summary>
    private const int MostEntries = 100_000;

    /// <summary>More sizes than a tensor of the library can have.</summary>
    private const int MostSizes = 64;

    /// <summary>Reads the object.</summary>
    /// <param name="json">UTF-8, with spaces behind it or without.</param>
    /// <exception cref="TensorFileFault">It is no such object.</exception>
    public static TensorFileHeader Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return Read(json.Span);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or FormatException)
        {
            // A text that is no UTF-8 is an InvalidOperationException.
            throw new TensorFileFault($"Its header is no JSON of a file of tensors: {problem.Message}", problem);
        }
    }

    private static TensorFileHeader Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MostDepth });
        var tensors = new Dictionary<string, TensorPlace>(StringComparer.Ordinal);
        Dictionary<string, string>? metadata = null;
        Expect(ref reader, JsonTokenType.StartObject, "an object");
        while (NextName(ref reader) is { } name)
        {
            if (name == MetadataName)
            {
                metadata = metadata is null ? ReadMetadata(ref reader) : throw Twice(name);
            }
            else if (tensors.Count == MostEntries)
            {
                throw new TensorFileFault($"It has more than {MostEntries} tensors.");
            }
            else if (!tensors.TryAdd(name, ReadPlace(ref reader, name)))
            {
                throw Twice(name);
            }
        }

        if (reader.Read())
        {
            throw new TensorFileFault("Its header goes on behind its object.");
        }

        return new TensorFileHeader(metadata ?? [], InOrder(tensors.Values));
    }

    private static Dictionary<string, string> ReadMetadata(ref Utf8JsonReader reader)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        Expect(ref reader, JsonTokenType.StartObject, $"an object as {MetadataName}");
        while (NextName(ref reader) is { } name)
        {
            Expect(ref reader, JsonTokenType.String, $"a text as {ShownText.Of(name)}");
            if (metadata.Count == MostEntries)
            {
                throw new TensorFileFault($"It has more than {MostEntries} texts.");
            }

            if (!metadata.TryAdd(name, reader.GetString()!))
            {
                throw Twice(name);
            }
        }

        return metadata;
    }

    private static TensorPlace ReadPlace(ref Utf8JsonReader reader, string tensor)
    {
        var shown = ShownText.Of(tensor);
        TensorType? type = null;
        List<long>? shape = null;
        List<long>? offsets = null;
        Expect(ref reader, JsonTokenType.StartObject, $"an object as {shown}");
        while (NextName(ref reader) is { } field)
        {
            switch (field)
            {
                case "dtype" when type is null:
                    Expect(ref reader, JsonTokenType.String, $"a text as dtype of {shown}");
                    var name = reader.GetString()!;
                    type = TensorType.Named(name) ?? throw new TensorFileFault($"{shown} is of the type '{ShownText.Of(name)}', which is not read here.");
                    break;
                case "shape" when shape is null:
                    shape = ReadSizes(ref reader, $"shape of {shown}", MostSizes);
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ReadSizes(ref reader, $"data_offsets of {shown}", 2);
                    break;
                case "dtype" or "shape" or "data_offsets":
                    throw Twice($"{field} of {shown}");
                default:
                    throw new TensorFileFault($"{shown} has a field '{ShownText.Of(field)}', which the safetensors format does not have.");
            }
        }

        return type is null || shape is null || offsets is not [var begin, var end]
            ? throw new TensorFileFault($"{shown} has not all of dtype, shape and two data_offsets.")
            : new TensorPlace(tensor, type, shape, begin, end);
    }

    private static List<long> ReadSizes(ref Utf8JsonReader reader, string what, int most)
    {
        var sizes = new List<long>();
        Expect(ref reader, JsonTokenType.StartArray, $"a list as {what}");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var size) || size < 0)
            {
                throw new TensorFileFault($"The {what} has something else than whole numbers from 0 up.");
            }

            if (sizes.Count == most)
            {
                throw new TensorFileFault($"The {what} has more than {most} numbers.");
            }

            sizes.Add(size);
        }

        return sizes;
    }

    private static TensorPlace[] InOrder(IEnumerable<TensorPlace> tensors)
    {
        // One without numbers begins where the next one does.
        TensorPlace[] ordered = [.. tensors.OrderBy(tensor => tensor.Begin).ThenBy(tensor => tensor.End)];
        long end = 0;
        foreach (var tensor in ordered)
        {
            if (tensor.Begin != end)
            {
                throw new TensorFileFault(FormattableString.Invariant(
                    $"{ShownText.Of(tensor.Name)} begins at byte {tensor.Begin} of the tensors, and {end} was expected: there is {(tensor.Begin < end ? "an overlap" : "a gap")}."));
            }

            if (BytesOf(tensor) != (Int128)tensor.End - tensor.Begin)
            {
                throw new TensorFileFault(FormattableString.Invariant(
                    $"{ShownText.Of(tensor.Name)} is {tensor.Type.Name} of the shape {TensorPlace.Text(tensor.Shape)}, and bytes {tensor.Begin} to {tensor.End} are not as many."));
            }

            end = tensor.End;
        }

        return ordered;
    }

    /// <summary>The bytes that a shape stands for; −1 where they are more than a number can say.</summary>
    private static Int128 BytesOf(TensorPlace tensor)
    {
        Int128 bytes = tensor.Type.Size;
        foreach (var size in tensor.Shape)
        {
            bytes *= size;
            if (bytes > long.MaxValue)
            {
                return -1;
            }
        }

        return bytes;
    }

    private static string? NextName(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType == JsonTokenType.EndObject)
        {
            return null;
        }

        return reader.GetString();
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType token, string what)
    {
        if (!reader.Read() || reader.TokenType != token)
        {
            throw new TensorFileFault($"Its header lacks {what}.");
        }
    }

    private static TensorFileFault Twice(string name) => new($"Its header has {ShownText.Of(name)} twice.");
}
