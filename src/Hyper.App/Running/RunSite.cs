using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using Hyper.App.Records;
using Hyper.Runtime.Native;
using Hyper.Runtime.Runs;
using TorchSharp;

namespace Hyper.App.Running;

/// <summary>Where a run takes place: versions, machine, commit.</summary>
internal static class RunSite
{
    /// <summary>Versions by name.</summary>
    public static IReadOnlyDictionary<string, string> Versions()
    {
        var versions = new Dictionary<string, string>
        {
            ["HyperDsl"] = VersionOf(typeof(ExperimentEntry).Assembly),
            [".NET"] = Environment.Version.ToString(),
            ["TorchSharp"] = typeof(torch).Assembly.GetName().Version?.ToString(3) ?? "",
            ["libtorch"] = NativeBackend.Description,
        };
        if (Assembly.GetEntryAssembly() is { } program)
        {
            versions[program.GetName().Name ?? "program"] = VersionOf(program);
        }

        return versions;
    }

    /// <summary>The machine: nothing that names it, all that decides how fast it is.</summary>
    public static IReadOnlyDictionary<string, string> Machine() => new Dictionary<string, string>
    {
        ["system"] = RuntimeInformation.OSDescription,
        ["architecture"] = RuntimeInformation.ProcessArchitecture.ToString(),
        ["processor"] = Processor(),
        ["cores"] = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The commit of the current folder's repository; null where there is none, or no git.</summary>
    public static RunCommit? Commit() => Git("rev-parse", "HEAD") is { Length: > 0 } commit
        ? new RunCommit(commit, Git("status", "--porcelain") is not "")
        : null;

    private static string VersionOf(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? assembly.GetName().Version?.ToString() ?? "";

    private static string Processor()
    {
        try
        {
            return File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "";
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static string? Git(params string[] arguments)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", arguments) { RedirectStandardOutput = true, RedirectStandardError = true });
            if (git is null)
            {
                return null;
            }

            var text = git.StandardOutput.ReadToEndAsync();
            _ = git.StandardError.ReadToEndAsync();
            if (!git.WaitForExit(TimeSpan.FromSeconds(5)))
            {
                git.Kill();
                return null;
            }

            return git.ExitCode == 0 ? text.Result.Trim() : null;
        }
        catch (Exception problem) when (problem is System.ComponentModel.Win32Exception or InvalidOperationException or IOException)
        {
            return null;
        }
    }
}
