namespace Hyper.Runtime.Native.Elf;

/// <summary>
/// One row of an ELF section table. Where the section is and how long it is are read, and known to lie inside the file,
/// for the two kinds that are used here; the others keep zeros.
/// </summary>
/// <param name="Type">The section's kind (<c>sh_type</c>).</param>
/// <param name="Offset">The byte of the file where it begins.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Link">The number of the section that it refers to (<c>sh_link</c>), unchecked.</param>
/// <param name="Info">A number whose meaning the kind decides (<c>sh_info</c>), unchecked.</param>
internal readonly record struct ElfSection(uint Type, long Offset, long Size, uint Link, uint Info)
{
    /// <summary>The kind of a section that lists needed versions (<c>SHT_GNU_verneed</c>).</summary>
    public const uint VersionNeeds = 0x6ffffffe;

    /// <summary>The kind of a string table (<c>SHT_STRTAB</c>).</summary>
    public const uint StringTable = 3;

    private const int HeaderSize = 64;

    /// <summary>Reads the section table.</summary>
    /// <exception cref="ElfFormatException">The file is no 64-bit little-endian ELF file, or its table is not in it.</exception>
    public static ElfSection[] ReadAll(ElfImage image)
    {
        if (!image.Range(0, 4, "the ELF magic number").SequenceEqual("\u007fELF"u8))
            throw new ElfFormatException("it does not begin with the four bytes 7F 45 4C 46", 0);
        if (image.ReadByte(4, "the word size") is var wordSize and not 2)
            throw new ElfFormatException($"its word size is {wordSize} and not 2, which stands for 64 bits", 4);
        if (image.ReadByte(5, "the byte order") is var byteOrder and not 1)
            throw new ElfFormatException($"its byte order is {byteOrder} and not 1, which stands for little-endian", 5);

        long table = image.ReadExtent(0x28, "the section table's offset");
        ushort rowSize = image.ReadUInt16(0x3a, "the size of a section header");
        if (table == 0)
            throw new ElfFormatException("it has no section table", 0x28);
        if (rowSize != HeaderSize)
            throw new ElfFormatException($"a section header takes {rowSize} bytes and not {HeaderSize}", 0x3a);

        // A count that does not fit 16 bits is written as zero here, and in the first section's size.
        long count = image.ReadUInt16(0x3c, "the number of sections");
        if (count == 0)
            count = image.ReadExtent(table + 32, "the number of sections");
        if (count > (image.Length - table) / HeaderSize)
            throw new ElfFormatException($"a table of {count} sections does not fit into the file", table);

        var sections = new ElfSection[count];
        for (int i = 0; i < sections.Length; i++)
            sections[i] = Read(image, table + ((long)i * HeaderSize));
        return sections;
    }

    private static ElfSection Read(ElfImage image, long row)
    {
        uint type = image.ReadUInt32(row + 4, "a section's type");
        uint link = image.ReadUInt32(row + 40, "a section's link");
        uint info = image.ReadUInt32(row + 44, "a section's info");
        if (type is not (VersionNeeds or StringTable))
            return new ElfSection(type, 0, 0, link, info);

        long offset = image.ReadExtent(row + 24, "a section's offset");
        long size = image.ReadExtent(row + 32, "a section's size");
        _ = image.Range(offset, size, "a section");
        return new ElfSection(type, offset, size, link, info);
    }
}
