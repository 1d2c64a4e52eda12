using System.Text;
using Hyper.Runtime.Native;
using Hyper.Runtime.Native.Elf;

namespace Hyper.Runtime.Tests.Native;

public class LinuxBackendTests
{
    private const string App = "/app/runtimes/linux-x64/native/";
    private const string Torch = "/opt/torch/lib/";
    private const string TooNew = "/lib/libstdc++.so.6: version `GLIBCXX_3.4.32' not found (required by it)";
    private const string Missing = "undefined symbol: _ZN2at3newEv";
    private const Binding Now = Binding.Now;
    private const Binding Lazy = Binding.Lazy;

    private static readonly string[] Cpu = ["libc10.so", "libtorch_cpu.so", "libtorch.so"];
    private static readonly string[] Cuda = ["libc10.so", "libtorch_cpu.so", "libc10_cuda.so", "libtorch_cuda.so", "libtorch.so"];

    [Fact]
    public void The_programs_own_libtorch_is_loaded_in_order_and_as_it_is()
    {
        FakeLoader system = new FakeLoader().With(App, Cpu).With(App, LinuxBackend.Wrapper);
        string description = Load(system);

        Assert.Equal(
            [$"{App}libc10.so Lazy", $"{App}libtorch_cpu.so Lazy", $"{App}libtorch.so Lazy", $"{App}libLibTorchSharp.so Now"],
            system.Log);
        Assert.Equal($"libtorch without CUDA from {App}; {App}libLibTorchSharp.so.", description);
        Assert.Empty(system.StandIns);
        Assert.Null(system.Copied);
    }

    [Fact]
    public void The_threads_of_libtorch_are_told_to_sleep_before_it_is_loaded()
    {
        FakeLoader system = new FakeLoader().With(App, Cpu).With(App, LinuxBackend.Wrapper);
        Load(system);
        Assert.Equal(("PASSIVE", true), system.Variables["OMP_WAIT_POLICY"]);
    }

    [Fact]
    public void Only_the_first_folder_that_has_a_libtorch_is_used()
    {
        FakeLoader system = new FakeLoader().With("/other/", Cpu).With(App, Cpu).With(App, LinuxBackend.Wrapper)
            .Answering("/other/libtorch_cpu.so", "broken", Lazy);
        NativeLoadException problem = Fails(system, null, "/first/", "/other/", App);
        Assert.Equal(["/other/libc10.so Lazy", "/other/libtorch_cpu.so Lazy"], system.Log);
        Assert.Contains("The libtorch in /other/ could not be loaded.", problem.Message, StringComparison.Ordinal);
        Assert.Contains("/other/libtorch_cpu.so\n    broken", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cuda_build_is_loaded_in_the_order_in_which_its_libraries_register_themselves()
    {
        FakeLoader system = new FakeLoader().With(Torch, Cuda).With(App, LinuxBackend.Wrapper);
        string description = Load(system, "/opt/torch");

        Assert.Equal([.. Cuda.Select(library => $"{Torch}{library} Lazy"), $"{App}libLibTorchSharp.so Now"], system.Log);
        Assert.StartsWith($"libtorch with CUDA from {Torch};", description, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_dependency_is_told_with_the_place_to_put_it()
    {
        FakeLoader system = new FakeLoader().With(Torch, Cuda).With(App, LinuxBackend.Wrapper).Answering(
            Torch + "libtorch_cuda.so", "libcudnn.so.9: cannot open shared object file: No such file or directory", Lazy);
        NativeLoadException problem = Fails(system, "/opt/torch/lib");
        Assert.Contains("libcudnn.so.9", problem.Message, StringComparison.Ordinal);
        Assert.Contains("LD_LIBRARY_PATH", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain($"{Torch}libtorch.so Lazy", system.Log);
    }

    [Fact]
    public void The_requested_libtorch_stands_in_for_the_programs_own()
    {
        FakeLoader system = new FakeLoader().With(Torch, Cpu).With(App, Cuda).With(App, LinuxBackend.Wrapper);
        Load(system, "/opt/torch/lib/");

        Assert.DoesNotContain(system.Log, line => line.StartsWith(App + "libtorch", StringComparison.Ordinal));
        Assert.Equal("libtorch_cpu.so", system.StandIns[App + "libtorch_cpu.so"]);
        Assert.Equal("libtorch.so", system.StandIns[App + "libtorch_cuda.so"]);
    }

    [Fact]
    public void The_requested_libtorch_may_be_the_programs_own_by_another_path()
    {
        FakeLoader system = new FakeLoader().With(Torch, Cpu).With(App, Cpu).With(App, LinuxBackend.Wrapper);
        system.Loaded.Add(App + "libtorch_cpu.so");
        Load(system, "/opt/torch");
        Assert.Empty(system.StandIns);
    }

    [Fact]
    public void Where_none_can_stand_in_the_error_says_how_to_build()
    {
        FakeLoader system = new FakeLoader { StandInAnswer = "no." };
        system.With(Torch, Cpu).With(App, Cpu).With(App, LinuxBackend.Wrapper);
        NativeLoadException problem = Fails(system, "/opt/torch");
        Assert.Contains(App + "libtorch_cpu.so", problem.Message, StringComparison.Ordinal);
        Assert.Contains("HyperDslBackend=none", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_version_that_the_host_lacks_is_relaxed_in_a_copy()
    {
        FakeLoader system = WithOldHost();
        string description = Load(system);

        Assert.Equal([$"{App}libLibTorchSharp.so Now", "copy Now"], system.Log[^2..]);
        byte[] expected = NeedsNewVersion();
        SyntheticLibrary.Put(expected, SyntheticLibrary.FirstVersion + 4, VersionNeedRelaxer.Weak);
        Assert.Equal(expected, system.Copied);
        Assert.EndsWith("that does without GLIBCXX_3.4.32.", description, StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_that_does_not_load_either_is_told_with_both_answers()
    {
        FakeLoader system = WithOldHost().Answering("copy", "version `GLIBC_2.34' not found", Now);
        NativeLoadException problem = Fails(system, null);
        Assert.Contains(TooNew, problem.Message, StringComparison.Ordinal);
        Assert.Contains("a private copy of", problem.Message, StringComparison.Ordinal);
        Assert.Contains("GLIBC_2.34", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_fault_of_the_native_part_is_not_patched_over()
    {
        FakeLoader system = WithOldHost().Answering(App + "libLibTorchSharp.so", "version `GLIBCXX_3.4.31' not found", Now);
        NativeLoadException problem = Fails(system, null);
        Assert.Null(system.Copied);
        Assert.Contains("GLIBCXX_3.4.31", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_native_part_that_is_no_library_is_told_as_such()
    {
        FakeLoader system = WithOldHost();
        system.Wrapper = Encoding.ASCII.GetBytes("not a library at all");
        NativeLoadException problem = Fails(system, null);
        Assert.Contains("Not a well-formed 64-bit ELF library", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_a_dependency_asks_for_the_version_there_is_nothing_to_relax()
    {
        FakeLoader system = WithOldHost();
        system.Wrapper = SyntheticLibrary.Create();
        NativeLoadException problem = Fails(system, null);
        Assert.Contains("The file itself does not ask for GLIBCXX_3.4.32", problem.Message, StringComparison.Ordinal);
        Assert.Null(system.Copied);
    }

    [Fact]
    public void A_requested_libtorch_that_lacks_functions_is_bound_lazily_and_described_as_incomplete()
    {
        FakeLoader system = WithOldHost().With(Torch, Cpu).Answering("copy", Missing, Now);
        string description = Load(system, "/opt/torch");
        Assert.Equal(["copy Now", "copy Lazy"], system.Log[^2..]);
        Assert.Contains($"(incomplete: {Missing})", description, StringComparison.Ordinal);
    }

    [Fact]
    public void A_requested_libtorch_of_another_version_is_told_as_such()
    {
        FakeLoader system = new FakeLoader().With(Torch, Cpu).With(App, LinuxBackend.Wrapper)
            .Answering(App + "libLibTorchSharp.so", Missing, Now, Lazy);
        NativeLoadException problem = Fails(system, "/opt/torch");
        Assert.Contains("this libtorch, of another version", problem.Message, StringComparison.Ordinal);
        Assert.Contains(Missing, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_programs_own_libtorch_has_to_be_complete()
    {
        FakeLoader system = new FakeLoader().With(App, Cpu).With(App, LinuxBackend.Wrapper)
            .Answering(App + "libLibTorchSharp.so", Missing, Now);
        Fails(system, null);
        Assert.DoesNotContain($"{App}libLibTorchSharp.so Lazy", system.Log);
    }

    [Fact]
    public void A_libtorch_under_another_name_is_refused_before_a_second_one_is_loaded()
    {
        FakeLoader system = new FakeLoader().With(Torch, Cpu).With(App, Cpu).With(App, LinuxBackend.Wrapper);
        system.Renamed.Add(Torch + "libc10.so");
        NativeLoadException problem = Fails(system, "/opt/torch");
        Assert.Contains("calls itself something other than libc10.so", problem.Message, StringComparison.Ordinal);
        Assert.Equal([$"{Torch}libc10.so Lazy"], system.Log);
    }

    [Fact]
    public void A_libtorch_that_is_loaded_already_is_kept()
    {
        FakeLoader system = new FakeLoader().With(App, Cpu).With(App, LinuxBackend.Wrapper);
        system.Loaded.UnionWith(["libtorch_cpu.so", "libtorch.so"]);
        string description = Load(system);
        Assert.Equal([$"{App}libLibTorchSharp.so Now"], system.Log);
        Assert.Equal("libtorch_cpu.so", system.StandIns[App + "libtorch_cpu.so"]);
        Assert.Contains("had loaded already", description, StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_that_comes_after_another_libtorch_is_an_error()
    {
        FakeLoader system = new FakeLoader().With(Torch, Cpu).With(App, LinuxBackend.Wrapper);
        system.Loaded.Add("libtorch_cpu.so");
        NativeLoadException problem = Fails(system, "/opt/torch");
        Assert.Contains("has loaded another one before", problem.Message, StringComparison.Ordinal);
        Assert.Empty(system.Log);
    }

    [Fact]
    public void Without_a_folder_the_names_are_left_to_the_system()
    {
        FakeLoader system = new();
        string description = Load(system);
        Assert.Equal(["libc10.so Lazy", "libtorch_cpu.so Lazy", "libtorch.so Lazy", "libLibTorchSharp.so Now"], system.Log);
        Assert.Contains("the system's library folders", description, StringComparison.Ordinal);
    }

    [Fact]
    public void With_nothing_anywhere_the_error_names_the_folders_the_answer_and_three_ways_out()
    {
        FakeLoader system = new FakeLoader().Answering("libc10.so", "libc10.so: cannot open shared object file", Lazy);
        NativeLoadException problem = Fails(system, null);
        foreach (string part in (string[])
            [
                $"there is no libtorch_cpu.so in {App}", "libc10.so: cannot open shared object file",
                "HyperDslBackend=cpu", "TorchSharp-cpu", "HyperDslBackend=cuda", "TorchSharp-cuda-linux", "HYPERDSL_LIBTORCH",
            ])
        {
            Assert.Contains(part, problem.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Without_the_native_part_the_error_names_every_folder_looked_in()
    {
        FakeLoader system = new FakeLoader().With(Torch, Cpu).Answering("libLibTorchSharp.so", "cannot open", Now);
        NativeLoadException problem = Fails(system, "/opt/torch");
        Assert.Contains($"was not found in {App}, /cache/", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_native_part_may_come_from_a_restored_package()
    {
        FakeLoader system = new FakeLoader().With(Torch, Cpu).With("/cache/", LinuxBackend.Wrapper);
        Load(system, "/opt/torch");
        Assert.Equal("/cache/libLibTorchSharp.so Now", system.Log[^1]);
    }

    [Theory]
    [InlineData(" ", "which is blank")]
    [InlineData("/nowhere", "no such directory")]
    [InlineData("/app/file", "which is a file")]
    [InlineData("/app", "there is no libtorch inside: /app/libtorch_cpu.so and /app/lib/libtorch_cpu.so")]
    public void A_request_that_names_no_libtorch_is_an_error(string requested, string expected)
    {
        FakeLoader system = new FakeLoader().With("/app/", "file").With(App, Cpu).With(App, LinuxBackend.Wrapper);
        NativeLoadException problem = Fails(system, requested);
        Assert.Contains($"HYPERDSL_LIBTORCH is '{requested}'", problem.Message, StringComparison.Ordinal);
        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
        Assert.Empty(system.Log);
    }

    private static byte[] NeedsNewVersion()
    {
        byte[] library = SyntheticLibrary.Create();
        Encoding.ASCII.GetBytes("GLIBCXX_3.4.32\0").CopyTo(library, SyntheticLibrary.Strings + 30);
        SyntheticLibrary.Put(library, SyntheticLibrary.FirstVersion + 8, 30u);
        return library;
    }

    private static FakeLoader WithOldHost()
    {
        FakeLoader system = new FakeLoader().With(App, Cpu).With(App, LinuxBackend.Wrapper)
            .Answering(App + "libLibTorchSharp.so", TooNew, Now, Lazy);
        system.Wrapper = NeedsNewVersion();
        return system;
    }

    private static string Load(FakeLoader system, string? requested = null)
        => new LinuxBackend(system, new BackendSite(requested, [App], ["/cache/"])).Load();

    private static NativeLoadException Fails(FakeLoader system, string? requested, params string[] probed)
        => Assert.Throws<NativeLoadException>(
            () => new LinuxBackend(system, new BackendSite(requested, probed.Length == 0 ? [App] : probed, ["/cache/"])).Load());
}
