using System.Collections.Concurrent;
using Basic.Reference.Assemblies;
using Hyper.Dsl;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hyper.Generators.Tests.Harness;

/// <summary>Makes the compilation that a user's project would be.</summary>
internal static class Project
{
    private static readonly IReadOnlyList<MetadataReference> References =
    [
        .. Net100.References.All,
        MetadataReference.CreateFromFile(typeof(HyperModelAttribute).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(Runtime.HyperDslException).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(TorchSharp.torch.Tensor).Assembly.Location),
    ];

    /// <summary>Two references to different versions of the framework: the SDK silences these in every project.</summary>
    private static readonly IReadOnlyList<KeyValuePair<string, ReportDiagnostic>> SilencedBySdk =
        [new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress)];

    /// <summary>Projects without files: what is read of the references once need not be read for each project again.</summary>
    private static readonly ConcurrentDictionary<NullableContextOptions, CSharpCompilation> Empty = new();

    public static CSharpCompilation Of(params string[] files) => Of(NullableContextOptions.Enable, files);

    public static CSharpCompilation Of(NullableContextOptions nullable, params string[] files)
        => Empty.GetOrAdd(nullable, Create).AddSyntaxTrees([.. files.Select((text, index) => Parse(text, $"File{index}.cs"))]);

    /// <summary>A project that references the assembly of tables.</summary>
    public static CSharpCompilation WithTables(params string[] files) => Of(files).AddReferences(
        MetadataReference.CreateFromFile(typeof(Hyper.Tables.TableSchema).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(Microsoft.ML.IDataView).Assembly.Location));

    private static CSharpCompilation Create(NullableContextOptions nullable)
    {
        var empty = CSharpCompilation.Create(
            "UserProject",
            [],
            References,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: nullable,
                allowUnsafe: true,
                reportSuppressedDiagnostics: true,
                specificDiagnosticOptions: SilencedBySdk));

        // Bound once, the references serve every project that is made from this one.
        _ = empty.GetSpecialType(SpecialType.System_Object);
        return empty;
    }

    public static SyntaxTree Parse(string text, string path)
        => CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.CSharp13), path);
}
