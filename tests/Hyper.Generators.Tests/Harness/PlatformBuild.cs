using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using Hyper.Dsl;

namespace Hyper.Generators.Tests.Harness;

/// <summary>
/// Compiles a file as the SDK's build does: with its compiler, its analyzers and the compiler of this repository, each in the version that users have.
/// </summary>
internal static partial class PlatformBuild
{
    private static readonly string Sdk = typeof(PlatformBuild).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "SdkDirectory").Value!;
    private static readonly string Framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    /// <summary>The errors of a build of the file: the rule, and the line with its text.</summary>
    /// <param name="source">The one file of the project.</param>
    public static IReadOnlyList<(string Id, string Line)> Errors(string source)
    {
        var folder = Directory.CreateTempSubdirectory("hyperdsl-");
        try
        {
            var lines = source.Split('\n');
            return
            [
                .. Warning().Matches(Output(folder.FullName, source, [], []))
                    .Where(match => match.Groups["severity"].Value == "error")
                    .Select(match => (match.Groups["id"].Value, lines[int.Parse(match.Groups["line"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) - 1].Trim())),
            ];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What the build warns of in the file: the rule, and the line with its text.</summary>
    /// <param name="source">The one file of the project.</param>
    /// <param name="rules">The rules to look at, of the compiler or of the SDK's analyzers.</param>
    /// <param name="disabled">Suppressions that are switched off.</param>
    public static IReadOnlyList<(string Id, string Line)> Warnings(string source, IEnumerable<string> rules, IEnumerable<string> disabled)
    {
        var folder = Directory.CreateTempSubdirectory("hyperdsl-");
        try
        {
            var lines = source.Split('\n');
            return
            [
                .. Warning().Matches(Compile(folder.FullName, source, rules, disabled))
                    .Where(match => rules.Contains(match.Groups["id"].Value))
                    .Select(match => (match.Groups["id"].Value, lines[int.Parse(match.Groups["line"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) - 1].Trim())),
            ];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Compile(string folder, string source, IEnumerable<string> rules, IEnumerable<string> disabled)
    {
        var output = Output(folder, source, rules, disabled);
        Assert.DoesNotContain(": error CS", output);
        return output;
    }

    private static string Output(string folder, string source, IEnumerable<string> rules, IEnumerable<string> disabled)
    {
        var file = Path.Combine(folder, "Model.cs");
        var options = Path.Combine(folder, ".globalconfig");
        var response = Path.Combine(folder, "csc.rsp");
        File.WriteAllText(file, source);
        File.WriteAllText(options, string.Join('\n', ["is_global = true", .. rules.Select(rule => $"dotnet_diagnostic.{rule}.severity = warning")]));
        File.WriteAllLines(
            response,
            [
                "-target:library", "-nullable:enable", "-langversion:14", $"-out:\"{Path.Combine(folder, "Model.dll")}\"",
                $"-nowarn:{string.Join(',', ["CS1701", "CS1702", .. disabled])}", $"-analyzerconfig:\"{options}\"",
                .. Analyzers().Select(path => $"-analyzer:\"{path}\""), .. References().Select(path => $"-reference:\"{path}\""), $"\"{file}\"",
            ]);

        var dotnet = Path.GetFullPath(Path.Combine(Framework, "../../..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        var start = new ProcessStartInfo(dotnet, ["exec", Path.Combine(Sdk, "Roslyn/bincore/csc.dll"), "-noconfig", "-nologo", $"@{response}"]) { RedirectStandardOutput = true };
        using var compiler = Process.Start(start)!;
        var output = compiler.StandardOutput.ReadToEnd();
        compiler.WaitForExit();
        Assert.DoesNotContain("CS8032", output); // An analyzer that could not be created.
        return output;
    }

    private static IEnumerable<string> Analyzers() =>
    [
        .. Directory.GetFiles(Path.Combine(Sdk, "Sdks/Microsoft.NET.Sdk/analyzers"), "Microsoft.CodeAnalysis.*NetAnalyzers.dll").Where(path => !path.Contains("VisualBasic")),
        .. Directory.GetFiles(Path.Combine(Sdk, "Sdks/Microsoft.NET.Sdk/codestyle/cs"), "Microsoft.CodeAnalysis.*CodeStyle.dll"),
        typeof(HyperModelGenerator).Assembly.Location,
        typeof(HyperModelAttribute).Assembly.Location,
    ];

    private static IEnumerable<string> References() =>
    [
        .. Directory.GetFiles(Framework, "System.*.dll").Where(path => !path.Contains(".Native.")),
        Path.Combine(Framework, "netstandard.dll"),
        typeof(HyperModelAttribute).Assembly.Location,
        typeof(Runtime.HyperDslException).Assembly.Location,
        typeof(TorchSharp.torch.Tensor).Assembly.Location,
    ];

    [GeneratedRegex(@"Model\.cs\((?<line>\d+),\d+\): (?<severity>warning|error) (?<id>[A-Z]+\d+)")]
    private static partial Regex Warning();
}
