using System.Text.RegularExpressions;
using Hyper.Generators.Tests.Harness;

namespace Hyper.Generators.Tests.Docs;

/// <summary>Every block marked <c>csharp</c> in the README and the guide is whole: it compiles, and breaks no rule.</summary>
public sealed partial class GuideTests
{
    // What a project has by itself: .NET's implicit usings and those of the consumer's props.
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Hyper.Dsl;
        global using Hyper.Runtime.Checkpoints;
        global using Hyper.Runtime.Data;
        global using Hyper.Runtime.Layers;
        global using Hyper.Runtime.Search;
        global using Hyper.Runtime.Search.GaussianProcesses;
        global using Hyper.Runtime.Search.Trials;
        global using Hyper.Runtime.Spaces;
        global using Hyper.Runtime.Training.Health;
        global using Hyper.Runtime.Training.Models;
        global using Hyper.Runtime.Training.Results;
        global using Hyper.Runtime.Training.Settings;
        """;

    public static TheoryData<string, int> Blocks()
    {
        var blocks = new TheoryData<string, int>();
        foreach (var page in Pages())
        {
            for (var i = 0; i < Block().Count(File.ReadAllText(page)); i++)
            {
                blocks.Add(Path.GetRelativePath(Root, page).Replace('\\', '/'), i);
            }
        }

        return blocks;
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Complete_code_compiles_and_breaks_no_rule(string page, int block)
    {
        var code = Block().Matches(File.ReadAllText(Path.Combine(Root, page)))[block].Groups[1].Value;
        Verify.Clean(code, ImplicitUsings);
    }

    [Fact]
    public void The_README_and_the_guide_have_complete_code()
    {
        var pages = Blocks().Select(row => (string)row[0]).Distinct().ToList();
        Assert.Contains("README.md", pages);
        Assert.Contains("docs/getting-started.md", pages);
        Assert.Contains("docs/models.md", pages);
    }

    private static string Root => Path.GetFullPath(Path.Combine(RulePage.Folder, "../.."));

    private static IEnumerable<string> Pages() =>
        new[] { Path.Combine(Root, "README.md") }
            .Concat(Directory.GetFiles(Path.Combine(Root, "docs"), "*.md"))
            .Concat(Directory.GetFiles(Path.Combine(Root, "docs", "design"), "*.md"))
            .Order(StringComparer.Ordinal);

    [GeneratedRegex("^```csharp\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}
