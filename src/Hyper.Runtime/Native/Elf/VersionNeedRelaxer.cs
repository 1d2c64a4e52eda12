using System.Text;

namespace Hyper.Runtime.Native.Elf;

/// <summary>
/// Marks one symbol version that a shared library needs as weak, so that the dynamic linker carries on where the host
/// does not have it.
/// </summary>
/// <remarks>
/// The linker refuses a whole library for one version name, even where no relocation uses a symbol of that version. A
/// weak need says what such a library ought to have said: take the version where it is there.
/// </remarks>
internal static class VersionNeedRelaxer
{
    /// <summary>The flag that makes a needed version optional (<c>VER_FLG_WEAK</c>).</summary>
    public const ushort Weak = 2;

    /// <summary>Size of an entry, in both of the lists.</summary>
    private const int EntrySize = 16;

    /// <summary>Copies a library and marks a version weak wherever the copy needs it.</summary>
    /// <param name="library">The bytes of a 64-bit little-endian ELF library; they stay as they are.</param>
    /// <param name="version">The version's name, such as <c>GLIBCXX_3.4.32</c>.</param>
    /// <param name="found">How many needs of that version there are, those that were weak before included.</param>
    /// <returns>The copy.</returns>
    /// <exception cref="ElfFormatException">The bytes are no well-formed library of that kind.</exception>
    public static byte[] Relax(ReadOnlySpan<byte> library, string version, out int found)
    {
        byte[] copy = library.ToArray();
        var image = new ElfImage(copy);
        byte[] name = Encoding.UTF8.GetBytes(version);
        ElfSection[] sections = ElfSection.ReadAll(image);
        found = 0;
        foreach (ElfSection section in sections)
        {
            if (section.Type == ElfSection.VersionNeeds)
                found += RelaxSection(image, section, new ElfStrings(image, sections, section), name);
        }

        return copy;
    }

    /// <summary>Walks the libraries that are needed; each has a list of the versions needed of it.</summary>
    private static int RelaxSection(ElfImage image, ElfSection section, ElfStrings strings, ReadOnlySpan<byte> name)
    {
        int found = 0;

        // Entries do not overlap in a sound file. A hostile one could have many lists share their entries and keep a
        // reader busy for hours: it gets as many steps as there is room for entries.
        long budget = section.Size / EntrySize;
        long need = 0;
        for (uint i = 0; i < section.Info; i++)
        {
            long at = Entry(section, need, ref budget, "a needed library");
            ushort layout = image.ReadUInt16(at, "the layout of a needed library");
            if (layout != 1)
                throw new ElfFormatException($"a needed library has layout {layout} and not 1", at);

            ushort versions = image.ReadUInt16(at + 2, "a number of versions");
            long first = need + image.ReadUInt32(at + 8, "the place of the first version");
            found += RelaxVersions(image, section, strings, name, first, versions, ref budget);

            uint next = image.ReadUInt32(at + 12, "the place of the next library");
            CheckNext(next, last: i == section.Info - 1, at + 12);
            need += next;
        }

        return found;
    }

    private static int RelaxVersions(
        ElfImage image,
        ElfSection section,
        ElfStrings strings,
        ReadOnlySpan<byte> name,
        long position,
        ushort count,
        ref long budget)
    {
        int found = 0;
        for (int i = 0; i < count; i++)
        {
            long at = Entry(section, position, ref budget, "a needed version");
            if (strings.IsName(image.ReadUInt32(at + 8, "a version's name"), name, at + 8))
            {
                ushort flags = image.ReadUInt16(at + 4, "a version's flags");
                image.WriteUInt16(at + 4, (ushort)(flags | Weak), "a version's flags");
                found++;
            }

            uint next = image.ReadUInt32(at + 12, "the place of the next version");
            CheckNext(next, last: i == count - 1, at + 12);
            position += next;
        }

        return found;
    }

    /// <summary>Where an entry is in the file, once it is known to lie in its section.</summary>
    private static long Entry(ElfSection section, long position, ref long budget, string what)
    {
        if (position > section.Size - EntrySize)
        {
            throw new ElfFormatException(
                FormattableString.Invariant($"{what} begins at byte {position} of a section of {section.Size}"),
                section.Offset);
        }

        if (budget-- == 0)
            throw new ElfFormatException("a list of needed versions has more entries than room", section.Offset);
        return section.Offset + position;
    }

    private static void CheckNext(uint next, bool last, long at)
    {
        if (last && next != 0)
            throw new ElfFormatException("a list of needed versions goes on after its last entry", at);
        if (!last && next < EntrySize)
        {
            throw new ElfFormatException(
                $"the next entry of a list is {next} bytes on, which is inside the entry itself", at);
        }
    }
}
