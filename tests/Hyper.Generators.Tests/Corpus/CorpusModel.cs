using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Tests.Corpus;

/// <summary>
/// A realistic project of the corpus: one idea, nothing wrong with it. The sources are in <c>Models</c>; a line
/// <c>//// next file</c> divides one into several files.
/// </summary>
internal sealed record CorpusModel(string Name, IReadOnlyList<string> Files, bool Nullable)
{
    private static readonly Lazy<IReadOnlyList<CorpusModel>> Loaded = new(() => Load("Corpus/"));

    private static readonly Lazy<IReadOnlyList<CorpusModel>> LoadedKinds = new(() => Load("Kinds/"));

    /// <summary>All of them, sorted by name.</summary>
    public static IReadOnlyList<CorpusModel> All => Loaded.Value;

    /// <summary>Kinds of models that people write, each once: what the compiler is to differentiate, beside the corpus.</summary>
    public static IReadOnlyList<CorpusModel> Kinds => LoadedKinds.Value;

    public static CorpusModel Named(string name) => All.Single(model => model.Name == name);

    /// <summary>The project.</summary>
    public Compilation Compile() => Project.Of(Nullable ? NullableContextOptions.Enable : NullableContextOptions.Disable, [.. Files]);

    /// <summary>The project with one file replaced.</summary>
    public CorpusModel With(int file, string text) => this with { Files = [.. Files.Select((old, index) => index == file ? text : old)] };

    /// <summary>The roots of its files.</summary>
    public IReadOnlyList<SyntaxNode> Parse() => [.. Files.Select((text, index) => Project.Parse(text, $"File{index}.cs").GetRoot())];

    public override string ToString() => Name;

    private static IReadOnlyList<CorpusModel> Load(string prefix)
        => [.. Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name => Load(name, prefix))];

    private static CorpusModel Load(string resource, string prefix)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
        var text = reader.ReadToEnd();
        return new CorpusModel(resource[prefix.Length..], text.Split("//// next file\n"), !text.Contains("// project: nullable off"));
    }
}
