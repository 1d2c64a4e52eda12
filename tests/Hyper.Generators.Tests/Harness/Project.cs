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

    private static readonly Lazy<MetadataReference> Tables = new(() =>
    {
        const string stub = """
            namespace Hyper.Tables
            {
                [System.AttributeUsage(System.AttributeTargets.Class)] public sealed class TableClassAttribute(string file, string task) : System.Attribute;
                public sealed class TableSchema { public static TableSchema Parse(string json, string name) => null!; }
                public interface ITableRow<TSelf> where TSelf : ITableRow<TSelf> { static abstract TableSchema Schema { get; } double Value(int column); static abstract TSelf Of(System.ReadOnlySpan<double> values); }
                public interface ITableAnswer<TSelf> where TSelf : ITableAnswer<TSelf> { static abstract TSelf Of(System.ReadOnlySpan<double> outputs); }
                public static class TableCells
                {
                    public static double Of(int? word) => 0; public static double Of(System.DateTime? date) => 0; public static double Of(string? word, TableSchema schema, string column) => 0;
                    public static double? Number(double value) => 0; public static System.DateTime? Date(double value) => null; public static int? Word(double value) => null; public static string? Word(double value, TableSchema schema, string column) => null;
                    public static int Largest(System.ReadOnlySpan<double> outputs) => 0;
                }
                public sealed class TablePreparation;
                public sealed class TableSplits { public TablePreparation Preparation => null!; }
                public sealed class Table<TRow, TAnswer> { public static Table<TRow, TAnswer> Load(string path) => null!; public static Table<TRow, TAnswer> From(Microsoft.ML.IDataView view) => null!; }
                public sealed class TableModel<TRow, TAnswer>(Hyper.Runtime.Training.Models.TrainedModel model, TablePreparation preparation) { public static TableModel<TRow, TAnswer> Load(string path, System.Func<System.IO.Stream, Hyper.Runtime.Training.Models.TrainedModel> model) => null!; }
            }
            namespace Microsoft.ML { public interface IDataView; }
            """;
        return Of(stub).WithAssemblyName("Hyper.Tables").ToMetadataReference();
    });

    public static CSharpCompilation Of(params string[] files) => Of(NullableContextOptions.Enable, files);

    public static CSharpCompilation Of(NullableContextOptions nullable, params string[] files)
        => Empty.GetOrAdd(nullable, Create).AddSyntaxTrees([.. files.Select((text, index) => Parse(text, $"File{index}.cs"))]);

    /// <summary>A project that references the assembly of tables.</summary>
    public static CSharpCompilation WithTables(params string[] files) => Of(files).AddReferences(Tables.Value);

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
