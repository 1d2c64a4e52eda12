using Hyper.Runtime.Files;
using Hyper.Runtime.Tests.Data;

namespace Hyper.Runtime.Tests.Files;

public class AtomicFileTests
{
    [Fact]
    public void A_new_file_has_the_content_and_no_company()
    {
        using var folder = new TempFolder();
        string path = Path.Combine(folder.Root, "out.json");
        AtomicFile.Write(path, "new"u8);
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Root));
    }

    [Fact]
    public void An_old_file_is_replaced_whole_and_keeps_its_mode()
    {
        using var folder = new TempFolder();
        string path = folder.Write("out.json", "older and longer"u8.ToArray());
        UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, mode);
        AtomicFile.Write(path, "new"u8);
        Assert.Equal("new", File.ReadAllText(path));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(mode, File.GetUnixFileMode(path));
    }

    [Fact]
    public void A_reader_keeps_the_old_content_that_it_opened()
    {
        using var folder = new TempFolder();
        string path = folder.Write("out.json", "old"u8.ToArray());
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        AtomicFile.Write(path, "new"u8);
        Assert.Equal("old", reader.ReadToEnd());
    }

    [Fact]
    public void A_link_stays_a_link_to_the_new_content()
    {
        using var folder = new TempFolder();
        string target = folder.Write("target.json", "old"u8.ToArray());
        string link = Path.Combine(folder.Root, "link.json");
        File.CreateSymbolicLink(link, target);
        AtomicFile.Write(link, "new"u8);
        Assert.Equal("new", File.ReadAllText(target));
        Assert.Equal(target, new FileInfo(link).LinkTarget);
    }

    [Fact]
    public void The_check_changes_nothing()
    {
        using var folder = new TempFolder();
        string old = folder.Write("out.json", "old"u8.ToArray());
        AtomicFile.RequireWritable(old);
        AtomicFile.RequireWritable(Path.Combine(folder.Root, "later.json"));
        Assert.Equal([old], Directory.GetFiles(folder.Root));
        Assert.Equal("old", File.ReadAllText(old));
    }

    [Theory]
    [InlineData("missing/out.json", "no directory")]
    [InlineData("file/out.json", "no directory")]
    [InlineData("folder", "is a directory")]
    [InlineData("folder/", "is a directory")]
    [InlineData("later/", "is a directory")]
    [InlineData("nul\0.json", "ull character")]
    public void What_cannot_be_written_is_refused_before_and_after(string name, string reason)
    {
        using var folder = new TempFolder();
        folder.Write("file", "content"u8.ToArray());
        Directory.CreateDirectory(Path.Combine(folder.Root, "folder"));
        string path = folder.Root + "/" + name;
        string before = Assert.Throws<HyperDslException>(() => AtomicFile.RequireWritable(path)).Message;
        string after = Assert.Throws<HyperDslException>(() => AtomicFile.Write(path, "new"u8)).Message;
        Assert.Contains(reason, before);
        Assert.Equal(before, after);
        Assert.Single(Directory.GetFiles(folder.Root, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void A_blank_name_is_refused(string name)
        => Assert.Contains("blank", Assert.Throws<HyperDslException>(() => AtomicFile.RequireWritable(name)).Message);

    [SkippableTheory]
    [InlineData("/dev/null")]
    [InlineData("/dev/stdout")]
    public void A_device_is_refused_instead_of_replaced(string path)
    {
        Skip.IfNot(OperatingSystem.IsLinux());
        Assert.Contains("device", Assert.Throws<HyperDslException>(() => AtomicFile.RequireWritable(path)).Message);
    }

    [Fact]
    public void A_name_too_long_for_the_disk_is_refused_and_leaves_nothing_behind()
    {
        using var folder = new TempFolder();
        string path = Path.Combine(folder.Root, new string('n', 300));
        Assert.Throws<HyperDslException>(() => AtomicFile.RequireWritable(path));
        Assert.Throws<HyperDslException>(() => AtomicFile.Write(path, "new"u8));
        Assert.Empty(Directory.GetFiles(folder.Root));
    }

    [Fact]
    public void A_write_that_is_interrupted_leaves_the_old_file_whole_and_nothing_else()
    {
        using var folder = new TempFolder();
        string path = folder.Write("out.bin", "old"u8.ToArray());
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write(new byte[100_000]);
            throw new InvalidOperationException("Stopped.");
        }));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Root));
    }

    [Fact]
    public void A_full_disk_is_named_and_leaves_the_old_file_whole()
    {
        using var folder = new TempFolder();
        string path = folder.Write("out.bin", "old"u8.ToArray());
        string message = Assert.Throws<HyperDslException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write(new byte[100_000]);
            throw new IOException("No space left on device");
        })).Message;
        Assert.Equal($"'{path}' cannot be written: No space left on device", message);
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Root));
    }

    [SkippableFact]
    public void A_folder_that_nobody_may_write_to_is_named()
    {
        Skip.IfNot(OperatingSystem.IsLinux());

        // The administrator neither.
        const string Path = "/sys/hyperdsl.bin";
        Assert.StartsWith($"'{Path}' cannot be written: ", Assert.Throws<HyperDslException>(() => AtomicFile.Write(Path, stream => stream.WriteByte(1))).Message);
    }
}
