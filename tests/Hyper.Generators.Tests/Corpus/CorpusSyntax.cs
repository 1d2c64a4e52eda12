using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hyper.Generators.Tests.Corpus;

/// <summary>Finds in a model's syntax what a mistake can be made in.</summary>
internal sealed class CorpusSyntax
{
    private static readonly string[] LayerNames = ["Linear", "Conv1d", "Conv2d", "ConvTranspose2d", "Embedding", "LayerNorm", "GroupNorm", "BatchNorm", "Lstm", "Gru"];

    private readonly IReadOnlyList<SyntaxNode> _roots;

    public CorpusSyntax(CorpusModel model)
    {
        Model = model;
        _roots = model.Parse();
    }

    public CorpusModel Model { get; }

    public IEnumerable<(int File, AttributeSyntax Attribute)> Attributes(params string[] names)
        => Nodes<AttributeSyntax>().Where(found => names.Contains(AttributeText.SimpleName(found.Node)));

    public IEnumerable<(int File, AttributeSyntax Attribute)> Layers => Attributes(LayerNames);

    public IEnumerable<(int File, AttributeSyntax Attribute)> Hyperparameters => Attributes("Hyperparameter");

    public IEnumerable<(int File, T Node)> Nodes<T>()
        where T : SyntaxNode
        => _roots.SelectMany((root, file) => root.DescendantNodes().OfType<T>().Select(node => (file, node)));

    /// <summary>The names of the properties with such attributes.</summary>
    public static IEnumerable<string> NamesOf(IEnumerable<(int File, AttributeSyntax Attribute)> attributes)
        => attributes.Select(found => found.Attribute.Parent!.Parent).OfType<PropertyDeclarationSyntax>().Select(property => property.Identifier.ValueText).Distinct();

    /// <summary>Where a property is read; the name of a called method is no read of a property.</summary>
    public IReadOnlyList<(int File, ExpressionSyntax Node)> ReadsOf(string property)
        => [.. Nodes<IdentifierNameSyntax>()
            .Where(found => found.Node.Identifier.ValueText == property && !(found.Node.Parent is InvocationExpressionSyntax call && call.Expression == found.Node))
            .Where(found => found.Node.Parent is not (NameColonSyntax or NameEqualsSyntax) && found.Node.FirstAncestorOrSelf<AttributeSyntax>() is null)
            .Select(found => (found.File, found.Node.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } own ? own : (ExpressionSyntax)found.Node))];
}
