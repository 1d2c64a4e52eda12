using Hyper.Dsl;
using Hyper.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hyper.Generators.Tests.Corpus;

/// <summary>Realistic models of all kinds and styles: no rule finds fault with them, and what is generated compiles.</summary>
public sealed class CorpusTests
{
    public static TheoryData<string> Names() => [.. CorpusModel.All.Select(model => model.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_realistic_model_raises_nothing_compiles_and_is_cached(string name) => Verify.Clean(CorpusModel.Named(name).Compile());

    [Fact]
    public void The_corpus_has_every_layer_family_and_algorithm()
    {
        Assert.InRange(CorpusModel.All.Count, 40, 200);
        var text = string.Join("\n", CorpusModel.All.SelectMany(model => model.Files));
        Assert.All(["Linear", "Conv1d", "Conv2d", "ConvTranspose2d", "Embedding", "LayerNorm", "GroupNorm", "BatchNorm", "Lstm", "Gru"], layer => Assert.Contains($"[{layer}(", text));
        Assert.All(Enum.GetNames<Hypernetwork>().Except(["Auto"]), family => Assert.Contains($"Hypernetwork.{family}", text));
        Assert.All(Enum.GetNames<Algorithm>().Except(["Auto"]), algorithm => Assert.Contains($"Algorithm.{algorithm}", text));
        Assert.Contains("[HyperModel]", text);
        Assert.All(Enum.GetNames<Per>().Except(["Scalar"]), per => Assert.Contains($"Per = Per.{per}", text));
    }

    /// <summary>What the models' own code looks like, by what only its syntax tells.</summary>
    public static TheoryData<string> Styles() => [.. Evidence.Keys];

    private static readonly Dictionary<string, Func<CorpusModel, IReadOnlyList<SyntaxNode>, bool>> Evidence = new()
    {
        ["expression bodies"] = (_, nodes) => nodes.OfType<PropertyDeclarationSyntax>().Any(property => property.ExpressionBody is not null),
        ["blocks"] = (_, nodes) => nodes.OfType<MethodDeclarationSyntax>().Any(method => CorpusSyntax.IsForward(method) && method.Body is not null),
        ["local functions"] = (_, nodes) => nodes.OfType<LocalFunctionStatementSyntax>().Any(),
        ["generic types around"] = (_, nodes) => nodes.OfType<TypeDeclarationSyntax>().Any(type => type.TypeParameterList is not null),
        ["generic base types"] = (_, nodes) => Models(nodes).Any(model => model.BaseList?.Types.Any(type => type.Type is GenericNameSyntax) == true),
        ["models in a class"] = (_, nodes) => Models(nodes).Any(model => model.Parent is ClassDeclarationSyntax),
        ["models in a struct"] = (_, nodes) => Models(nodes).Any(model => model.Parent is StructDeclarationSyntax),
        ["several files"] = (model, _) => model.Files.Count > 1,
        ["nullable off"] = (model, _) => !model.Nullable,
        ["nullable switched within a file"] = (_, nodes) => nodes[0].DescendantNodes(descendIntoTrivia: true).OfType<NullableDirectiveTriviaSyntax>().Any(),
        ["using static of an own class"] = (_, nodes) => nodes.OfType<UsingDirectiveSyntax>().Any(directive => !directive.StaticKeyword.IsKind(SyntaxKind.None) && !directive.ToString().Contains("torch", StringComparison.Ordinal)),
        ["aliases"] = (_, nodes) => nodes.OfType<UsingDirectiveSyntax>().Any(directive => directive.Alias is not null),
        ["keywords as identifiers"] = (_, nodes) => Models(nodes).Any(model => model.Identifier.Text.StartsWith('@')),
        ["names in other alphabets"] = (_, nodes) => Models(nodes).Any(model => !model.Identifier.Text.All(char.IsAscii)),
        ["records nearby"] = (_, nodes) => nodes.OfType<RecordDeclarationSyntax>().Any(),
        ["no namespace"] = (_, nodes) => !nodes.OfType<BaseNamespaceDeclarationSyntax>().Any(),
    };

    [Theory]
    [MemberData(nameof(Styles))]
    public void The_corpus_has_models_with(string style)
        => Assert.Contains(CorpusModel.All, model => model.Parse().Any(root => Evidence[style](model, [.. root.DescendantNodesAndSelf()])));

    private static IEnumerable<ClassDeclarationSyntax> Models(IReadOnlyList<SyntaxNode> nodes)
        => nodes.OfType<ClassDeclarationSyntax>().Where(type => type.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => AttributeText.SimpleName(attribute) == "HyperModel"));
}
