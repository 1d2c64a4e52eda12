namespace Hyper.Runtime.Native.Elf;

/// <summary>An ELF string table: names end at a zero byte and are referred to by where they begin.</summary>
internal sealed class ElfStrings
{
    private readonly ElfImage _image;
    private readonly ElfSection _table;

    /// <summary>Takes the table that another section links to.</summary>
    /// <exception cref="ElfFormatException">The link names no section, or one that is no sound string table.</exception>
    public ElfStrings(ElfImage image, ElfSection[] sections, ElfSection user)
    {
        if (user.Link >= (uint)sections.Length)
        {
            throw new ElfFormatException(
                $"a section links to section {user.Link}, and there are {sections.Length}", user.Offset);
        }

        _image = image;
        _table = sections[user.Link];
        if (_table.Type != ElfSection.StringTable)
        {
            throw new ElfFormatException(
                $"a section links to section {user.Link} for its names, which is no string table", user.Offset);
        }

        // The format asks for a zero at the end; with it there no name can run out of the table.
        if (_table.Size == 0 || image.ReadByte(_table.Offset + _table.Size - 1, "the end of a string table") != 0)
            throw new ElfFormatException("a string table does not end with a zero byte", _table.Offset + _table.Size);
    }

    /// <summary>Whether the name at a place of the table is the one given.</summary>
    /// <param name="position">Where the name begins, counted from the table's first byte.</param>
    /// <param name="name">The name to compare with, without a closing zero.</param>
    /// <param name="user">The byte of the file that refers to the name, for the error.</param>
    /// <exception cref="ElfFormatException">The name begins beyond the table.</exception>
    public bool IsName(uint position, ReadOnlySpan<byte> name, long user)
    {
        if (position >= _table.Size)
            throw new ElfFormatException($"a name begins at byte {position} of a string table of {_table.Size}", user);

        ReadOnlySpan<byte> rest = _image.Range(_table.Offset + position, _table.Size - position, "a name");
        return rest.Length > name.Length && rest.StartsWith(name) && rest[name.Length] == 0;
    }
}
