using System.Buffers.Binary;
using System.Globalization;

namespace Hyper.Runtime.Data.Formats;

/// <summary>
/// The first bytes of an IDX file: two zeros, the type of the numbers, how many dimensions there are, and the extent of
/// each as a 32-bit big-endian number.
/// </summary>
/// <param name="Shape">The extent of each dimension, all at least 1.</param>
/// <param name="Count">How many numbers follow; each is a byte.</param>
/// <param name="Length">Bytes of the header itself.</param>
internal sealed record IdxHeader(long[] Shape, int Count, int Length)
{
    private const byte UnsignedBytes = 0x08;

    /// <summary>Reads a header, and refuses one that promises more than its file can hold.</summary>
    /// <param name="path">What the error calls the file.</param>
    /// <param name="file">The file, at its beginning.</param>
    /// <exception cref="HyperDslException">It is no IDX header, or one of another kind, or cut short, or it lies.</exception>
    public static IdxHeader Read(string path, DataFile file)
    {
        byte[] magic = new byte[4];
        Fill(path, file, magic, 0, "the magic number");
        if (magic[0] != 0 || magic[1] != 0)
        {
            throw Fault(
                path, 0, $"two zero bytes are expected, and {magic[0]:X2} {magic[1]:X2} are there: this is no IDX file");
        }

        if (magic[2] != UnsignedBytes)
            throw Fault(path, 2, $"the type code is 0x{magic[2]:X2}; only 0x08, unsigned bytes, is read");
        if (magic[3] == 0)
            throw Fault(path, 3, "there are no dimensions; at least one is expected");

        byte[] extents = new byte[4 * magic[3]];
        Fill(path, file, extents, 4, $"{magic[3]} dimensions");
        long[] shape = new long[magic[3]];
        UInt128 count = 1;
        for (int i = 0; i < shape.Length; i++)
        {
            shape[i] = BinaryPrimitives.ReadUInt32BigEndian(extents.AsSpan(4 * i));
            if (shape[i] == 0)
                throw Fault(path, 4 + (4 * i), "a dimension is 0, so there is no data");
            count *= (ulong)shape[i];
            if (count > (UInt128)Array.MaxLength)
            {
                throw Fault(
                    path, 4 + (4 * i),
                    FormattableString.Invariant(
                        $"the header promises {string.Join('×', shape[..(i + 1)])} bytes or more, and at most {Array.MaxLength} are read"));
            }
        }

        var header = new IdxHeader(shape, (int)count, 4 + extents.Length);
        RequirePlausible(path, file, header);
        return header;
    }

    /// <summary>An error at a byte of a file, counted after unpacking.</summary>
    public static HyperDslException Fault(string path, long position, string what, Exception? cause = null)
        => new(FormattableString.Invariant($"'{path}', byte {position}: {what}."), cause);

    /// <summary>Reads as many bytes as a part needs, or says how many there were.</summary>
    public static void Fill(string path, DataFile file, Span<byte> bytes, long position, string what)
    {
        int found = ReadSome(path, file, bytes, position);
        if (found < bytes.Length)
        {
            throw Fault(
                path, position + found,
                FormattableString.Invariant($"the file ends in {what}: {bytes.Length} bytes are expected, and {found} are there"));
        }
    }

    /// <summary>Reads until the bytes are full or the file ends.</summary>
    public static int ReadSome(string path, DataFile file, Span<byte> bytes, long position)
    {
        try
        {
            return file.Content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException problem)
        {
            throw Fault(path, position, "the compressed data from here on is damaged or cut short", problem);
        }
        catch (IOException problem)
        {
            throw Fault(path, position, $"reading failed: {problem.Message}", problem);
        }
    }

    /// <summary>Refuses a promise that the bytes on disk cannot keep, before memory is set aside for it.</summary>
    private static void RequirePlausible(string path, DataFile file, IdxHeader header)
    {
        // No deflate stream unpacks to more than 1,032 times its length.
        const long MostExpansion = 1032;
        if (file.IsCompressed)
        {
            if (header.Count > file.StoredLength * MostExpansion)
            {
                throw Fault(path, header.Length, string.Create(
                    CultureInfo.InvariantCulture,
                    $"the header promises {header.Count} bytes, which {file.StoredLength} compressed bytes cannot hold"));
            }

            return;
        }

        long present = file.StoredLength - header.Length;
        if (present < header.Count)
        {
            throw Fault(path, file.StoredLength, string.Create(
                CultureInfo.InvariantCulture,
                $"the data is cut short: {header.Count} bytes are expected, and {present} are there"));
        }
    }
}
