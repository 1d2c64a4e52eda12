using System.Runtime.Versioning;
using Hyper.Runtime.Native;

namespace Hyper.Runtime.Tests.Native;

[SupportedOSPlatform("linux")]
public class GlibcLoaderTests
{
    private readonly GlibcLoader _loader = new();

    public GlibcLoaderTests()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "This is Linux's dynamic linker.");
        NativeBackend.EnsureLoaded();
    }

    [SkippableFact]
    public void What_is_loaded_is_known_by_its_name_and_by_its_path()
    {
        Assert.True(_loader.IsLoaded("libc.so.6"));
        Assert.True(_loader.IsLoaded("libtorch_cpu.so"));
        Assert.False(_loader.IsLoaded("libnowhere.so"));
    }

    [SkippableFact]
    public void What_does_not_load_is_told_in_the_linkers_words()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "no library");
            Assert.Contains("file too short", _loader.Load(path, Binding.Now), StringComparison.Ordinal);
            Assert.Contains("cannot open shared object file", _loader.Load("/nowhere/a.so", Binding.Lazy), StringComparison.Ordinal);
            Assert.Contains("file too short", _loader.LoadCopy([1, 2, 3], "a.so", Binding.Lazy), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [SkippableFact]
    public void A_second_path_is_answered_to_for_the_time_being_only()
    {
        Assert.Null(_loader.InitializeUnder(new Dictionary<string, string> { ["/nowhere/libtorch_cpu.so"] = "libtorch.so" }));
        Assert.False(_loader.IsLoaded("/nowhere/libtorch_cpu.so"));
        Assert.True(_loader.IsLoaded("libtorch.so"));
    }

    [SkippableFact]
    public void What_is_not_loaded_cannot_stand_in()
        => Assert.Equal(
            "libnowhere.so is not loaded.",
            _loader.InitializeUnder(new Dictionary<string, string> { ["/nowhere/a.so"] = "libnowhere.so" }));
}
