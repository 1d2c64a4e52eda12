using Hyper.Generators.Incremental;
using Hyper.Generators.Tests.Docs;
using Hyper.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hyper.Generators.Tests.Checking;

/// <summary>The compiler and a runtime of another version refuse each other by name.</summary>
public sealed class VersionTests
{
    private const string Attribute = "[assembly: System.Reflection.AssemblyInformationalVersion(\"{0}\")]";

    [Fact]
    public void Another_version_is_an_error_that_names_both()
    {
        var run = GeneratorRun.Of(With("9.8.7-preview.1+4f2a"), new MsBuildProperties());
        var error = Assert.Single(run.GeneratorDiagnostics, diagnostic => diagnostic.Id == "HYP0020");
        Assert.Equal(DiagnosticSeverity.Error, error.Severity);
        Assert.Contains($"version {RuntimeVersion.Own} ", error.GetMessage(), StringComparison.Ordinal);
        Assert.Contains("version 9.8.7-preview.1;", error.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_commit_of_the_same_version_is_none()
        => Assert.Empty(GeneratorRun.Of(With($"{RuntimeVersion.Own}+another"), new MsBuildProperties()).GeneratorDiagnostics);

    [Fact]
    public void A_project_without_the_runtime_has_none()
        => Assert.Empty(GeneratorRun.Of(Project.Of("internal sealed class Ordinary;").RemoveReferences(Runtime()), new MsBuildProperties()).GeneratorDiagnostics);

    [Fact]
    public void Its_page_has_its_title_and_every_section()
    {
        var text = File.ReadAllText(Path.Combine(RulePage.Folder, "HYP0020.md"));
        Assert.StartsWith($"# HYP0020: {RulePageTests.Rules.Single(rule => rule.Id == "HYP0020").Title}\n", text, StringComparison.Ordinal);
        Assert.All(["## Why", "## Wrong", "## Right", "## When to suppress"], section => Assert.Contains($"\n{section}\n", text, StringComparison.Ordinal));
    }

    /// <summary>A project whose Hyper.Runtime is an assembly of that name and version, with nothing in it.</summary>
    private static CSharpCompilation With(string version)
    {
        var project = Project.Of("internal sealed class Ordinary;");
        var runtime = CSharpCompilation.Create(
            "Hyper.Runtime",
            [Project.Parse(string.Format(System.Globalization.CultureInfo.InvariantCulture, Attribute, version), "Runtime.cs")],
            project.References.Except([Runtime()]),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        return project.RemoveReferences(Runtime()).AddReferences(runtime.ToMetadataReference());
    }

    private static MetadataReference Runtime() => Project.Of("").References.Single(reference => reference.Display!.EndsWith("Hyper.Runtime.dll", StringComparison.Ordinal));
}
