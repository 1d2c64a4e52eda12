using Hyper.Runtime.Native;

namespace Hyper.Runtime.Tests.Native;

public class BackendSiteTests
{
    [Fact]
    public void TorchSharps_search_is_followed_in_its_order_and_spelling()
    {
        BackendSite site = BackendSite.Describe(
            "/opt/torch", "/app/runtimes/linux-x64/native/:/app:/usr/../fx/", "/app/TorchSharp.dll", "/app/", "/cache", "0.107.0");
        Assert.Equal("/opt/torch", site.Requested);
        Assert.Equal(["/app/runtimes/linux-x64/native/", "/app/", "/usr/../fx/"], site.ProbedFolders);
        Assert.Contains("/cache/torchsharp/0.107.0/runtimes/linux-x64/native/", site.PackageFolders);
    }

    [Fact]
    public void A_script_finds_the_native_part_beside_the_package_that_its_assembly_came_from()
    {
        BackendSite site = BackendSite.Describe(
            null, null, "/cache/torchsharp/0.107.0/lib/net8.0/TorchSharp.dll", "/app", "/elsewhere", null);
        Assert.Equal(["/cache/torchsharp/0.107.0/lib/net8.0/"], site.ProbedFolders);
        Assert.Contains("/cache/torchsharp/0.107.0/runtimes/linux-x64/native/", site.PackageFolders);
    }

    [Fact]
    public void A_single_file_program_has_no_assembly_path()
    {
        BackendSite site = BackendSite.Describe("", null, "", "/app", "/cache", null);
        Assert.Null(site.Requested);
        Assert.Equal(["/app/"], site.ProbedFolders);
    }

    [Fact]
    public void On_other_systems_the_variable_is_refused_and_the_rest_left_to_torchsharp()
    {
        Assert.Null(NativeBackend.LeaveToTorchSharp(null).Failure);
        Assert.Contains(
            "works on Linux only",
            NativeBackend.LeaveToTorchSharp("C:/torch").Failure!.Message,
            StringComparison.Ordinal);
    }
}
