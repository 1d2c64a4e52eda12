using System.Buffers.Binary;

namespace Hyper.Runtime.Files;

/// <summary>
/// What a file of tensors says of itself before their numbers: the header of the safetensors format, which is the length of a JSON
/// object in eight bytes, and that object.
/// </summary>
/// <param name="Metadata">Texts by name.</param>
/// <param name="Tensors">The tensors in the order of their numbers, which lie on end without a gap.</param>
/// <remarks>
/// A file may come from anywhere. Nothing is allocated by what it claims to hold, only by what is there; every length is checked
/// before it is used.
/// </remarks>
internal sealed record TensorFileHeader(IReadOnlyDictionary<string, string> Metadata, IReadOnlyList<TensorPlace> Tensors)
{
    /// <summary>What the format allows a header.</summary>
    private const long MostHeaderBytes = 100_000_000;

    private const int FirstPart = 1 << 16;

    /// <summary>Bytes of all tensors.</summary>
    public long DataLength => Tensors.Count == 0 ? 0 : Tensors[^1].End;

    /// <summary>Reads the header that a stream begins with, and checks it.</summary>
    /// <param name="stream">The file; it stands at the first number then.</param>
    /// <exception cref="TensorFileFault">It is no such header, or the file is not as long as it says.</exception>
    public static TensorFileHeader Read(Stream stream)
    {
        // Not all streams know how long they are: those are found short, or long, where they end.
        long? available = stream.CanSeek ? stream.Length - stream.Position : null;
        var length = ReadLength(stream, available);
        var header = TensorHeaderParser.Parse(ReadText(stream, length));
        if (available - sizeof(ulong) - length is { } found && found != header.DataLength)
        {
            throw found < header.DataLength ? TensorFileFault.Short(header.DataLength, found) : TensorFileFault.Long(header.DataLength, found);
        }

        return header;
    }

    private static long ReadLength(Stream stream, long? available)
    {
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        var found = stream.ReadAtLeast(prefix, prefix.Length, throwOnEndOfStream: false);
        if (found < prefix.Length)
        {
            throw new TensorFileFault($"It has {found} bytes, and the first {prefix.Length} of a file of tensors are the length of its header.");
        }

        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > MostHeaderBytes)
        {
            throw new TensorFileFault(FormattableString.Invariant(
                $"It begins with a header of {length} bytes, and the safetensors format allows {MostHeaderBytes}: it is no file of tensors, or it is damaged."));
        }

        return available - sizeof(ulong) is { } rest && (long)length > rest ? throw CutShort((long)length, rest) : (long)length;
    }

    // What is there may be less than what is claimed: the memory grows with what has come.
    private static ReadOnlyMemory<byte> ReadText(Stream stream, long length)
    {
        var text = new byte[Math.Min(length, FirstPart)];
        var count = 0;
        while (true)
        {
            var read = stream.ReadAtLeast(text.AsSpan(count), text.Length - count, throwOnEndOfStream: false);
            count += read;
            if (count == length)
            {
                return text.AsMemory(0, count);
            }

            if (count < text.Length)
            {
                throw CutShort(length, count);
            }

            Array.Resize(ref text, (int)Math.Min(length, 2L * text.Length));
        }
    }

    private static TensorFileFault CutShort(long expected, long found) =>
        new(FormattableString.Invariant($"It is cut short: its header has {expected} bytes, of which {found} are there."));
}
