using System.Reflection;
using System.Runtime.Loader;
using Hyper.Dsl;
using Hyper.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hyper.Differential.Tests;

/// <summary>Compiles drawn models, many to a compilation, with the code that the compiler writes for them.</summary>
internal static class DrawnModels
{
    private const string Usings = """
        using Hyper.Dsl;
        using Hyper.Runtime.Layers;
        using TorchSharp;
        using static TorchSharp.torch;
        using static TorchSharp.torch.nn.functional;

        namespace Drawn;

        """;

    private static readonly IReadOnlyList<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(HyperModelAttribute).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(Runtime.HyperDslException).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(TorchSharp.torch.Tensor).Assembly.Location),
    ];

    /// <summary>Compiles models.</summary>
    /// <param name="models">Their names and sources.</param>
    /// <param name="context">Where the assembly is loaded.</param>
    /// <returns>The models' types, each with what the compiler wrote of its passes and of its layout; empty where it wrote nothing.</returns>
    public static IReadOnlyList<(Type Model, string Passes, string Layout)> Load(IReadOnlyList<(string Name, string Source)> models, AssemblyLoadContext context)
    {
        var parse = new CSharpParseOptions(LanguageVersion.CSharp13, DocumentationMode.None);
        var input = CSharpCompilation.Create(
            $"Drawn{models[0].Name}",
            models.Select(model => CSharpSyntaxTree.ParseText(Usings + model.Source, parse, model.Name + ".cs")),
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, optimizationLevel: OptimizationLevel.Release));
        CSharpGeneratorDriver.Create([new HyperModelGenerator().AsSourceGenerator()], parseOptions: parse).RunGeneratorsAndUpdateCompilation(input, out var output, out var found);
        Assert.Empty(found);
        using var assembly = new MemoryStream();
        var result = output.Emit(assembly);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(5).Select(error => $"{error}\n{error.Location.SourceTree}")));
        assembly.Position = 0;
        var loaded = context.LoadFromStream(assembly);
        var written = output.SyntaxTrees.Where(tree => tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)).ToLookup(tree => Path.GetFileName(tree.FilePath), tree => tree.ToString());
        return [.. models.Select(model => (loaded.GetType($"Drawn.{model.Name}", throwOnError: true)!, Part(model.Name, "Passes"), Part(model.Name, "Layout")))];

        string Part(string model, string part) => written[$"Drawn.{model}.{part}.g.cs"].FirstOrDefault("");
    }

    /// <summary>Calls a generic method with the three types that a model comes with.</summary>
    public static object? Call(MethodInfo method, Type model, params object?[] arguments)
        => method.MakeGenericMethod(model, model.GetNestedType("Trained")!, model.GetNestedType("Hyperparameters")!).Invoke(null, arguments);
}
