using CsCheck;
using Hyper.Runtime.Native.Elf;
using static Hyper.Runtime.Tests.Native.SyntheticLibrary;

namespace Hyper.Runtime.Tests.Native;

public class VersionNeedRelaxerTests
{
    private static readonly string Wrapper =
        Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libLibTorchSharp.so");

    [Fact]
    public void In_the_real_library_one_16_bit_field_changes()
    {
        byte[] library = File.ReadAllBytes(Wrapper);
        byte[] relaxed = VersionNeedRelaxer.Relax(library, "GLIBCXX_3.4.32", out int found);

        Assert.Equal(1, found);
        Assert.Equal(library.Length, relaxed.Length);
        int[] changed = [.. Enumerable.Range(0, library.Length).Where(i => library[i] != relaxed[i])];
        int only = Assert.Single(changed);
        Assert.Equal(0, library[only]);
        Assert.Equal(2, relaxed[only]);
    }

    [Fact]
    public void Relaxing_twice_is_relaxing_once()
    {
        byte[] once = VersionNeedRelaxer.Relax(File.ReadAllBytes(Wrapper), "GLIBCXX_3.4.32", out _);
        byte[] twice = VersionNeedRelaxer.Relax(once, "GLIBCXX_3.4.32", out int found);
        Assert.Equal(1, found);
        Assert.Equal(once, twice);
    }

    [Theory]
    [InlineData("GLIBCXX_3.4.3")]
    [InlineData("GLIBCXX_3.4.321")]
    [InlineData("GLIBCXX_9")]
    public void A_version_that_is_not_needed_changes_nothing(string version)
    {
        byte[] library = File.ReadAllBytes(Wrapper);
        Assert.Equal(library, VersionNeedRelaxer.Relax(library, version, out int found));
        Assert.Equal(0, found);
    }

    [Theory]
    [InlineData("A_1", FirstVersion)]
    [InlineData("A_2", SecondVersion)]
    public void Only_the_named_version_becomes_weak(string version, int entry)
    {
        byte[] library = Create();
        Put(library, entry + 4, (ushort)1);
        byte[] expected = (byte[])library.Clone();
        Put(expected, entry + 4, (ushort)3);

        Assert.Equal(expected, VersionNeedRelaxer.Relax(library, version, out int found));
        Assert.Equal(1, found);
    }

    [Fact]
    public void The_original_bytes_are_left_alone()
    {
        byte[] library = Create();
        VersionNeedRelaxer.Relax(library, "A_1", out _);
        Assert.Equal(Create(), library);
    }

    [Fact]
    public void A_section_count_beyond_16_bits_is_read_from_the_first_section()
    {
        byte[] library = Create();
        Put(library, 0x3c, (ushort)0);
        Put(library, Table + 32, 3ul);
        VersionNeedRelaxer.Relax(library, "A_1", out int found);
        Assert.Equal(1, found);
    }

    public static TheoryData<string, int, int, ulong> Damage => new()
    {
        { "7F 45 4C 46", 0, 1, 0 },
        { "word size is 1", 4, 1, 1 },
        { "byte order is 2", 5, 1, 2 },
        { "no section table", 0x28, 8, 0 },
        { "section table's offset is", 0x28, 8, ulong.MaxValue },
        { "section table's offset is", 0x28, 8, long.MaxValue },
        { "does not fit", 0x28, 8, Length - 8 },
        { "takes 63 bytes", 0x3a, 2, 63 },
        { "table of 65535 sections", 0x3c, 2, 65535 },
        { "links to section 3, and there are 3", NeedsRow + 40, 4, 3 },
        { "links to section 4294967295", NeedsRow + 40, 4, uint.MaxValue },
        { "no string table", NeedsRow + 40, 4, 0 },
        { "a section's offset is", NeedsRow + 24, 8, Length + 1 },
        { "a section needs", NeedsRow + 24, 8, Length - 1 },
        { "a section's size is", NeedsRow + 32, 8, ulong.MaxValue },
        { "does not end with a zero", StringsRow + 32, 8, 0 },
        { "does not end with a zero", Strings + StringsSize - 1, 1, 65 },
        { "begins at byte 48 of a string table of 48", FirstVersion + 8, 4, 48 },
        { "begins at byte 4294967295 of a string table", SecondVersion + 8, 4, uint.MaxValue },
        { "layout 2", Needs, 2, 2 },
        { "begins at byte 4294967295 of a section", Needs + 8, 4, uint.MaxValue },
        { "begins at byte 33", Needs + 8, 4, 33 },
        { "0 bytes on", FirstVersion + 12, 4, 0 },
        { "15 bytes on", FirstVersion + 12, 4, 15 },
        { "begins at byte 4294967311", FirstVersion + 12, 4, uint.MaxValue },
        { "goes on after its last entry", SecondVersion + 12, 4, 16 },
        { "goes on after its last entry", Needs + 2, 2, 1 },
        { "0 bytes on", Needs + 2, 2, 65535 },
        { "0 bytes on", NeedsRow + 44, 4, uint.MaxValue },
        { "goes on after its last entry", Needs + 12, 4, 16 },
    };

    [Theory]
    [MemberData(nameof(Damage))]
    public void Damage_is_named(string expected, int offset, int size, ulong value)
    {
        byte[] library = Create();
        for (int i = 0; i < size; i++)
            library[offset + i] = (byte)(value >> (8 * i));
        var problem = Assert.Throws<ElfFormatException>(() => VersionNeedRelaxer.Relax(library, "A_1", out _));
        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
        Assert.Contains($"at byte {problem.Offset}", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_that_share_their_entries_end_when_the_section_is_used_up()
    {
        // Two libraries whose lists are one and the same: four entries, and two more, in room for five.
        byte[] library = new byte[Length + 32];
        Create().AsSpan(0, Needs).CopyTo(library);
        Create().AsSpan(Needs, NeedsSize).CopyTo(library.AsSpan(Needs + 16));
        Create().AsSpan(Table).CopyTo(library.AsSpan(Table + 32));
        Put(library, 0x28, (ulong)(Table + 32));
        Put(library, NeedsRow + 32 + 32, (ulong)(NeedsSize + 16));
        Put(library, NeedsRow + 32 + 44, 2u);
        Put(library, Needs, (ushort)1);
        Put(library, Needs + 2, (ushort)2);
        Put(library, Needs + 8, 32u);
        Put(library, Needs + 12, 16u);

        var problem = Assert.Throws<ElfFormatException>(() => VersionNeedRelaxer.Relax(library, "A_1", out _));
        Assert.Contains("more entries than room", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_cut_anywhere_is_refused()
    {
        byte[] library = Create();
        for (int length = 0; length < library.Length; length++)
        {
            byte[] cut = library[..length];
            Assert.Throws<ElfFormatException>(() => VersionNeedRelaxer.Relax(cut, "A_1", out _));
        }
    }

    [Fact]
    public void Random_damage_to_a_small_library_is_refused_or_survived()
    {
        Gen<(int, byte)[]> mutations = Gen.Select(Gen.Int[0, Length - 1], Gen.Byte).Array[1, 12];
        mutations.Sample(
            changes =>
            {
                byte[] library = Create();
                foreach ((int offset, byte value) in changes)
                    library[offset] = value;
                Survives(library);
            },
            iter: 20_000);
    }

    [Fact]
    public void Random_damage_to_the_real_library_is_refused_or_survived()
    {
        byte[] original = File.ReadAllBytes(Wrapper);

        // Where the structures are: the header, the needed versions with their names, the section table. The code
        // between them is none of the relaxer's business.
        Gen<int> place = Gen.OneOf(Gen.Int[0, 63], Gen.Int[0x3f8f0, 0x3fb00], Gen.Int[original.Length - 2400, original.Length - 1]);
        Gen<((int, byte)[], int)> damage = Gen.Select(Gen.Select(place, Gen.Byte).Array[1, 8], Gen.Int[1, original.Length]);
        damage.Sample(
            d =>
            {
                byte[] library = (byte[])original.Clone();
                foreach ((int offset, byte value) in d.Item1)
                    library[offset] = value;
                Survives(library);
                Survives(library[..d.Item2]);
            },
            iter: 300);
    }

    private static void Survives(byte[] library)
    {
        try
        {
            VersionNeedRelaxer.Relax(library, "A_1", out _);
        }
        catch (ElfFormatException)
        {
            // Refused. Anything else that is thrown fails the test, and so does a walk without an end.
        }
    }
}
