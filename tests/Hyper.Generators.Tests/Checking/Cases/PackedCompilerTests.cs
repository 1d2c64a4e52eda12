using System.IO.Compression;
using System.Runtime.Loader;
using Hyper.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hyper.Generators.Tests.Checking.Cases;

/// <summary>
/// Every rule's cases again, by the generator and the analyzers of a package: those that an assembly of it exports, loaded as the C#
/// compiler loads them. <c>tests/Consumers/run every_rule</c> packs, and says where the package is.
/// </summary>
public sealed class PackedCompilerTests
{
    private static readonly string? Feed = Environment.GetEnvironmentVariable("HYPERDSL_PACKED");

    [FactWithPackage]
    public void Every_rule_fires_from_the_package_and_spares_the_right_code()
    {
        var folder = Directory.CreateTempSubdirectory("hyperdsl-packed-").FullName;
        try
        {
            ZipFile.ExtractToDirectory(Assert.Single(Directory.GetFiles(Feed!, "HyperDsl.*.nupkg")), folder);
            var compiler = Assert.Single(Directory.GetFiles(folder, "Hyper.Generators.dll", SearchOption.AllDirectories));
            Assert.EndsWith("analyzers/dotnet/roslyn4.14/cs/Hyper.Generators.dll", compiler.Replace('\\', '/'), StringComparison.Ordinal);
            var reference = new AnalyzerFileReference(compiler, new Loader(Path.GetDirectoryName(compiler)!));
            var wrong = new List<string>();
            foreach (var rule in RuleCaseTests.Cases)
            {
                if (!Report(reference, rule.With(rule.Wrong)).Contains(rule.Id))
                {
                    wrong.Add($"{rule.Id} is silent.");
                }

                wrong.AddRange(rule.Right.Take(1).SelectMany(right => Report(reference, rule.With(right))).Select(id => $"{rule.Id}: {id} at right code."));
            }

            Assert.Empty(wrong);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IReadOnlyList<string> Report(AnalyzerFileReference packed, string source)
    {
        var input = Project.Of(source);
        ISourceGenerator[] others = source.Contains(ForeignGenerator.Name, StringComparison.Ordinal) ? [new ForeignGenerator().AsSourceGenerator()] : [];
        CSharpGeneratorDriver
            .Create([.. packed.GetGenerators(LanguageNames.CSharp), .. others], parseOptions: (CSharpParseOptions)input.SyntaxTrees.First().Options)
            .RunGeneratorsAndUpdateCompilation(input, out var output, out var reported);
        var found = output.WithAnalyzers([.. packed.GetAnalyzers(LanguageNames.CSharp)]).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        return [.. reported.Concat(found).Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Info && !diagnostic.IsSuppressed).Select(diagnostic => diagnostic.Id)];
    }

    /// <summary>Loads from the package's folder what lies there, and takes Roslyn from the tests.</summary>
    private sealed class Loader(string folder) : AssemblyLoadContext("packed"), IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public System.Reflection.Assembly LoadFromPath(string fullPath) => LoadFromAssemblyPath(fullPath);

        protected override System.Reflection.Assembly? Load(System.Reflection.AssemblyName assemblyName)
            => Path.Combine(folder, assemblyName.Name + ".dll") is var path && File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }

    private sealed class FactWithPackageAttribute : FactAttribute
    {
        public FactWithPackageAttribute() => Skip = Feed is null ? "No package is named: tests/Consumers/run every_rule." : null;
    }
}
