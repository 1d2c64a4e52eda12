using System.Diagnostics.CodeAnalysis;

namespace Hyper.Runtime.Native;

/// <summary>Where a program runs and what its user asked for: all that decides which libtorch is loaded.</summary>
/// <param name="Requested">What HYPERDSL_LIBTORCH says, or nothing where it is not set.</param>
/// <param name="ProbedFolders">
/// The folders in which TorchSharp's own search looks, in its order and spelled exactly as it spells them, each with a
/// slash at its end.
/// </param>
/// <param name="PackageFolders">Further folders that may hold TorchSharp's native part: those of restored packages.</param>
internal sealed record BackendSite(
    string? Requested,
    IReadOnlyList<string> ProbedFolders,
    IReadOnlyList<string> PackageFolders)
{
    /// <summary>The variable that names a libtorch.</summary>
    public const string Variable = "HYPERDSL_LIBTORCH";

    /// <summary>The site of this process.</summary>
    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "In a program of one file the place is empty, and the program's folder is taken.")]
    public static BackendSite OfThisProcess()
    {
        // The assembly can be asked without running TorchSharp's static constructor, which would load libtorch.
        System.Reflection.Assembly torchSharp = typeof(TorchSharp.torch).Assembly;
        string packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } set
            ? set
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        return Describe(
            Environment.GetEnvironmentVariable(Variable),
            AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string,
            torchSharp.Location,
            AppContext.BaseDirectory,
            packages,
            torchSharp.GetName().Version?.ToString(3));
    }

    /// <summary>Puts a site together from what a process is told.</summary>
    /// <param name="requested">The variable's value.</param>
    /// <param name="searchFolders">The runtime's native search folders, separated by colons.</param>
    /// <param name="torchSharp">Where TorchSharp.dll is; empty in a single-file program.</param>
    /// <param name="baseFolder">The program's folder.</param>
    /// <param name="packages">The folder of restored packages.</param>
    /// <param name="version">TorchSharp's version.</param>
    internal static BackendSite Describe(
        string? requested,
        string? searchFolders,
        string torchSharp,
        string baseFolder,
        string packages,
        string? version)
    {
        const string Native = "runtimes/linux-x64/native/";
        var probed = new List<string>();
        foreach (string folder in (searchFolders ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
            Add(probed, folder);
        string? home = Path.GetDirectoryName(torchSharp);
        Add(probed, string.IsNullOrEmpty(home) ? baseFolder : home);

        var restored = new List<string>();
        Add(restored, Path.Combine(baseFolder, Native));

        // A script runs TorchSharp.dll from where its package was restored: (package)/lib/net8.0.
        if (!string.IsNullOrEmpty(home))
            Add(restored, Path.GetFullPath(Path.Combine(home, "..", "..", Native)));
        if (version is not null)
            Add(restored, Path.Combine(packages, "torchsharp", version, Native));
        return new BackendSite(string.IsNullOrEmpty(requested) ? null : requested, probed, restored);
    }

    private static void Add(List<string> folders, string folder)
    {
        string closed = folder.EndsWith('/') ? folder : folder + "/";
        if (!folders.Contains(closed))
            folders.Add(closed);
    }
}
