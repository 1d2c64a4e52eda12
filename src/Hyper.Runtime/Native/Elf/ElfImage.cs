using System.Buffers.Binary;

namespace Hyper.Runtime.Native.Elf;

/// <summary>
/// Little-endian fields of an ELF file held in memory. Every access is checked against the file's length, so a header
/// that lies about an offset ends in an <see cref="ElfFormatException"/> and in nothing else.
/// </summary>
/// <param name="bytes">The whole file. It is written to by <see cref="WriteUInt16"/>.</param>
internal sealed class ElfImage(byte[] bytes)
{
    /// <summary>Bytes in the file.</summary>
    public long Length => bytes.LongLength;

    /// <summary>Reads one byte.</summary>
    public byte ReadByte(long offset, string what) => Field(offset, 1, what)[0];

    /// <summary>Reads a 16-bit field.</summary>
    public ushort ReadUInt16(long offset, string what) => BinaryPrimitives.ReadUInt16LittleEndian(Field(offset, 2, what));

    /// <summary>Reads a 32-bit field.</summary>
    public uint ReadUInt32(long offset, string what) => BinaryPrimitives.ReadUInt32LittleEndian(Field(offset, 4, what));

    /// <summary>Reads a 64-bit field that says where something is or how long it is.</summary>
    /// <exception cref="ElfFormatException">The value is beyond the end of the file.</exception>
    public long ReadExtent(long offset, string what)
    {
        ulong value = BinaryPrimitives.ReadUInt64LittleEndian(Field(offset, 8, what));
        return value <= (ulong)Length
            ? (long)value
            : throw new ElfFormatException(
                FormattableString.Invariant($"{what} is {value}, and the file ends at byte {Length}"), offset);
    }

    /// <summary>Overwrites a 16-bit field.</summary>
    public void WriteUInt16(long offset, ushort value, string what)
        => BinaryPrimitives.WriteUInt16LittleEndian(Field(offset, 2, what), value);

    /// <summary>A range of the file, checked.</summary>
    public Span<byte> Range(long offset, long count, string what)
    {
        // Both are checked apart, so that no sum can overflow.
        if (offset < 0 || count < 0 || offset > Length || count > Length - offset)
        {
            throw new ElfFormatException(
                FormattableString.Invariant($"{what} needs {count} bytes, and the file ends at byte {Length}"), offset);
        }

        return bytes.AsSpan((int)offset, (int)count);
    }

    private Span<byte> Field(long offset, int size, string what) => Range(offset, size, what);
}
