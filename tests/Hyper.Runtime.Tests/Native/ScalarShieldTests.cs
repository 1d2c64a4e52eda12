using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Hyper.Runtime.Native;
using TorchSharp;

namespace Hyper.Runtime.Tests.Native;

[SupportedOSPlatform("linux")]
public class ScalarShieldTests
{
    private readonly GlibcLoader _loader = new();

    public ScalarShieldTests()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "The shield is for Linux.");
        NativeBackend.EnsureLoaded();
    }

    [SkippableFact]
    public void TorchSharp_disposes_of_its_numbers_by_way_of_the_shield()
    {
        Assert.EndsWith(". Scalars are shielded.", NativeBackend.Description, StringComparison.Ordinal);
        Assert.True(ScalarShield.IsUsed());
    }

    [SkippableFact]
    public void Every_other_function_that_TorchSharp_imports_leads_to_where_it_led()
    {
        string[] imported = [.. Imports().Distinct()];
        string[] there = [.. imported.Where(name => _loader.AddressOf(LinuxBackend.Wrapper, name) != 0)];
        Assert.True(there.Length > 1_000, $"{there.Length} of {imported.Length} are there.");

        // Its row in the library's own table is found by its address alone.
        string[] elsewhere = [.. there.Where(name => GlibcSymbol.Of(_loader.AddressOf(LinuxBackend.Wrapper, name), name) is null)];
        Assert.Equal([ScalarShield.Disposal], elsewhere);
    }

    [SkippableFact]
    public void A_name_is_led_elsewhere_only_where_there_is_one_to_lead()
    {
        Assert.Equal("libnowhere.so is not loaded.", _loader.Redirect("libnowhere.so", "a", 1));
        Assert.Equal("libc.so.6 has no function nothing_of_the_kind.", _loader.Redirect("libc.so.6", "nothing_of_the_kind", 1));
        Assert.Equal(
            "THSTorch_dispose_scalar of libLibTorchSharp.so leads elsewhere already.",
            _loader.Redirect(LinuxBackend.Wrapper, ScalarShield.Disposal, _loader.AddressOf(LinuxBackend.Wrapper, ScalarShield.Disposal)));
        Assert.Equal(0, _loader.AddressOf("libnowhere.so", "a"));
        Assert.Equal(0, _loader.AddressOf("libc.so.6", "nothing_of_the_kind"));
    }

    [SkippableFact]
    public void Without_the_shield_a_program_goes_on_and_says_why()
    {
        Assert.Equal("HYPERDSL_NO_SHIELD is 1.", ScalarShield.Raise(_loader, "1"));
        Assert.Equal("There is no dlsym.", ScalarShield.Raise(new FakeLoader(), null));
        Assert.Equal(
            "libtorch from /a. Scalars are not shielded: There is no dlsym.",
            new LoadOutcome("libtorch from /a.", Unshielded: "There is no dlsym.").Description);
        (int code, string output) = ChildProgram.Start(
            ChildProgram.Load, (BackendSite.Variable, null), (ScalarShield.Variable, "1"));
        Assert.True(code == 0, output);
        Assert.Contains(". Scalars are not shielded: HYPERDSL_NO_SHIELD is 1.\n", output, StringComparison.Ordinal);
        Assert.Contains("gradient 48", output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_shield_that_comes_too_late_is_known()
    {
        (int code, string output) = ChildProgram.Start(
            ScalarProgram.Late, (BackendSite.Variable, null), (ScalarShield.Variable, "1"));
        Assert.True(code == 0, output);
        Assert.Contains("raised True, used False", output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_number_that_was_disposed_of_is_readable_until_4096_others_were() => Run(ScalarProgram.Read, "read 42");

    [SkippableFact]
    public void Memory_comes_back_after_a_second() => Run(ScalarProgram.Reuse, "distinct True, reused True");

    [SkippableFact]
    public void Sums_and_products_hold_while_another_thread_collects_garbage_without_pause() => Run(ScalarProgram.Calculate, "wrong 0 of ");

    private static void Run(string child, string expected)
    {
        // HYPERDSL_NO_SHIELD is handed on: with it at 1 the tests that go through here fail.
        (int code, string output) = ChildProgram.Start(child, (BackendSite.Variable, null));
        Assert.True(code == 0, $"{code}: {output}");
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Imports()
        => from type in typeof(torch).Assembly.GetTypes()
           from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
           let import = method.GetCustomAttribute<DllImportAttribute>()
           where import?.Value == "LibTorchSharp"
           select import.EntryPoint ?? method.Name;
}
