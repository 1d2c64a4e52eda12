using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Hyper.Generators.Tests.Harness;

namespace Hyper.Generators.Tests.Docs;

/// <summary>
/// What the compiler writes for the Quickstart can be read without a build, in <c>samples/Quickstart/Generated</c>. The test writes
/// the files where the variable <c>HYPERDSL_WRITE_DOCS</c> is 1, and fails otherwise where they are not what the compiler writes.
/// </summary>
public sealed partial class QuickstartFilesTests
{
    private static readonly string Quickstart = Path.GetFullPath(Path.Combine(ThisFolder(), "../../../samples/Quickstart"));

    private static readonly string Folder = Path.Combine(Quickstart, "Generated");

    /// <summary>What the project's properties add to its files.</summary>
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Hyper.Dsl;
        global using Hyper.Runtime.Data;
        global using Hyper.Runtime.Layers;
        global using Hyper.Runtime.Search;
        global using Hyper.Runtime.Spaces;
        global using Hyper.Runtime.Training;
        """;

    [Fact]
    public void The_files_that_are_checked_in_are_those_that_are_generated()
    {
        var run = GeneratorRun.Of(Project.Of([Usings, .. Directory.GetFiles(Quickstart, "*.cs").Order(StringComparer.Ordinal).Select(File.ReadAllText)]));
        Assert.Empty(run.RuleDiagnostics);
        Assert.Contains("Quickstart.DigitClassifier.Passes.g.cs", run.Files.Keys);
        if (Environment.GetEnvironmentVariable("HYPERDSL_WRITE_DOCS") == "1")
        {
            Directory.CreateDirectory(Folder);
            Array.ForEach(Directory.GetFiles(Folder), File.Delete);
            foreach (var (name, text) in run.Files)
            {
                File.WriteAllText(Path.Combine(Folder, name), WithoutVersion(text));
            }
        }

        Assert.Equal(run.Files.Keys.Order(StringComparer.Ordinal), Directory.GetFiles(Folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));
        Assert.All(run.Files, file => Assert.True(
            WithoutVersion(file.Value) == File.ReadAllText(Path.Combine(Folder, file.Key)).ReplaceLineEndings("\n"),
            $"samples/Quickstart/Generated/{file.Key} is not what the compiler writes; CONTRIBUTING.md says how to write it anew."));
    }

    /// <summary>A release must not change them.</summary>
    private static string WithoutVersion(string text) => Version().Replace(text, "\"HyperDsl\", \"…\"");

    private static string ThisFolder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;

    [GeneratedRegex("\"HyperDsl\", \"[0-9.]+\"")]
    private static partial Regex Version();
}
