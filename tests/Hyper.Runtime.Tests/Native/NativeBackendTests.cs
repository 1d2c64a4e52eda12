using Hyper.Runtime.Native;
using TorchSharp;

namespace Hyper.Runtime.Tests.Native;

public class NativeBackendTests
{
    private static readonly string Native = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native");

    [Fact]
    public void What_is_loaded_multiplies_and_differentiates()
    {
        Parallel.For(0, 8, _ => NativeBackend.EnsureLoaded());
        NativeBackend.Prepare();
        using torch.Tensor point = torch.full(2, 2, 3.0, requires_grad: true);
        using torch.Tensor value = point.mm(point).sum();
        value.backward();
        Assert.Equal(72, value.item<float>());
        Assert.Equal([12f, 12f, 12f, 12f], point.grad!.data<float>());
        Assert.Contains("libtorch", NativeBackend.Description, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_program_loads_its_own_libtorch_and_prints_nothing()
    {
        (int code, string output) = RunChild(null);
        Assert.True(code == 0, output);
        Assert.StartsWith($"libtorch without CUDA from {Native}/", output, StringComparison.Ordinal);
        Assert.Contains("gradient 48", output, StringComparison.Ordinal);
        Assert.Contains($"mapped {Native}/libtorch_cpu.so", output, StringComparison.Ordinal);
        Assert.Contains(". Scalars are shielded.\n", output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_requested_libtorch_is_the_only_one_in_the_process()
    {
        string folder = Directory.CreateTempSubdirectory("hyperdsl-test-").FullName;
        try
        {
            foreach (string file in Directory.EnumerateFiles(Native, "lib*").Where(IsLibtorch))
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            (int code, string output) = RunChild(folder);
            Assert.True(code == 0, output);
            Assert.StartsWith($"libtorch without CUDA from {folder}/", output, StringComparison.Ordinal);
            Assert.Contains("gradient 48", output, StringComparison.Ordinal);
            Assert.Contains($"mapped {folder}/libtorch_cpu.so", output, StringComparison.Ordinal);
            Assert.DoesNotContain($"mapped {Native}/libtorch", output, StringComparison.Ordinal);
            Assert.Contains(". Scalars are shielded.\n", output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [SkippableFact]
    public void A_request_that_cannot_be_met_is_told_in_one_message()
    {
        (int code, string output) = RunChild("/nowhere/at/all");
        Assert.Equal(2, code);
        Assert.StartsWith("HYPERDSL_LIBTORCH is '/nowhere/at/all', and there is no such directory.", output, StringComparison.Ordinal);
        Assert.Single(output.TrimEnd().Split('\n'));
    }

    /// <summary>
    /// Rows are made before a run asks for libtorch. TorchSharp's own words would be about packages, whatever was asked for; a program whose
    /// TorchSharp loads by itself, on a host with a newer C++ library, computes until its first run.
    /// </summary>
    [SkippableFact]
    public void A_request_that_cannot_be_met_is_told_at_the_first_tensor_too()
    {
        const string Told = "NativeLoadException: HYPERDSL_LIBTORCH is '/nowhere/at/all', and there is no such directory.";
        (int code, string output) = ChildProgram.Start(ChildProgram.Tensor, (BackendSite.Variable, "/nowhere/at/all"));
        string[] lines = output.TrimEnd().Split('\n');
        Assert.StartsWith($"NativeLoadException, {Told}", lines[^1], StringComparison.Ordinal);
        Assert.Equal(code, lines.Length);
        if (code > 1)
            Assert.All(lines[..^1], line => Assert.StartsWith($"TypeInitializationException, {Told}", line, StringComparison.Ordinal));
        Assert.True(code is 1 or 3, output);
    }

    private static bool IsLibtorch(string path)
        => Path.GetFileName(path) is var name
            && (name is "libc10.so" or "libtorch.so" or "libtorch_cpu.so" || name.StartsWith("libgomp", StringComparison.Ordinal));

    private static (int Code, string Output) RunChild(string? libtorch) => ChildProgram.Start(ChildProgram.Load, (BackendSite.Variable, libtorch));
}
