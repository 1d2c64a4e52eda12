using System.Buffers.Binary;
using System.Text;

namespace Hyper.Runtime.Tests.Native;

/// <summary>The smallest ELF file with a list of needed versions; every field is at a place that a test knows.</summary>
internal static class SyntheticLibrary
{
    public const int Strings = 64;
    public const int StringsSize = 48;
    public const int Needs = Strings + StringsSize;
    public const int FirstVersion = Needs + 16;
    public const int SecondVersion = FirstVersion + 16;
    public const int NeedsSize = 48;
    public const int Table = Needs + NeedsSize;
    public const int StringsRow = Table + 64;
    public const int NeedsRow = Table + 128;
    public const int Length = Table + 192;

    /// <summary>One library, libstdc++.so.6, of which versions A_1 and A_2 are needed.</summary>
    public static byte[] Create()
    {
        byte[] file = new byte[Length];
        "\u007fELF"u8.CopyTo(file);
        file[4] = 2;
        file[5] = 1;
        Put(file, 0x28, (ulong)Table);
        Put(file, 0x3a, (ushort)64);
        Put(file, 0x3c, (ushort)3);

        Encoding.ASCII.GetBytes("\0A_1\0A_2\0libstdc++.so.6\0").CopyTo(file, Strings);

        Put(file, Needs, (ushort)1);
        Put(file, Needs + 2, (ushort)2);
        Put(file, Needs + 4, 9u);
        Put(file, Needs + 8, 16u);
        Put(file, FirstVersion + 8, 1u);
        Put(file, FirstVersion + 12, 16u);
        Put(file, SecondVersion + 8, 5u);

        Put(file, StringsRow + 4, 3u);
        Put(file, StringsRow + 24, (ulong)Strings);
        Put(file, StringsRow + 32, (ulong)StringsSize);

        Put(file, NeedsRow + 4, 0x6ffffffeu);
        Put(file, NeedsRow + 24, (ulong)Needs);
        Put(file, NeedsRow + 32, (ulong)NeedsSize);
        Put(file, NeedsRow + 40, 1u);
        Put(file, NeedsRow + 44, 1u);
        return file;
    }

    public static void Put(byte[] file, int offset, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(offset), value);

    public static void Put(byte[] file, int offset, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(offset), value);

    public static void Put(byte[] file, int offset, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(offset), value);
}
