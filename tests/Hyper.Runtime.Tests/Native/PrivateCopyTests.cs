using System.Runtime.Versioning;
using Hyper.Runtime.Native;

namespace Hyper.Runtime.Tests.Native;

[SupportedOSPlatform("linux")]
public class PrivateCopyTests
{
    [SkippableFact]
    public void The_copy_is_the_owners_alone_and_gone_afterwards()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Private copies are made on Linux.");
        string? seen = null;
        string? answer = PrivateCopy.With([1, 2, 3], "some.so", path =>
        {
            seen = path;
            Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
            const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
                | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(path) & Others);
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Path.GetDirectoryName(path)!) & Others);
            return null;
        });
        Assert.Null(answer);
        Assert.Equal("some.so", Path.GetFileName(seen));
        Assert.False(Directory.Exists(Path.GetDirectoryName(seen)));
    }

    [SkippableFact]
    public void Where_the_temporary_folder_will_not_do_another_is_tried()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Private copies are made on Linux.");
        var folders = new List<string>();
        Assert.Null(PrivateCopy.With([1], "some.so", path =>
        {
            folders.Add(path);
            return folders.Count == 1 ? "failed to map segment from shared object" : null;
        }));
        Assert.Equal(2, folders.Count);
        Assert.DoesNotContain(folders, File.Exists);
    }

    [SkippableFact]
    public void A_fault_of_the_library_itself_is_met_once()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Private copies are made on Linux.");
        int calls = 0;
        Assert.Equal("undefined symbol 1", PrivateCopy.With([1], "some.so", _ => $"undefined symbol {++calls}"));
    }

    [SkippableFact]
    public void Where_nothing_will_do_every_answer_is_passed_on()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Private copies are made on Linux.");
        int calls = 0;
        string? answer = PrivateCopy.With(
            [1], "some.so", _ => ++calls == 1 ? "failed to map segment" : throw new IOException("disk full"));
        Assert.Equal("failed to map segment; The private copy could not be written: disk full", answer);
    }
}
