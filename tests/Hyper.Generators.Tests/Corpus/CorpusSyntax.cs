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

    /// <summary>The methods with such an attribute.</summary>
    public IEnumerable<(int File, MethodDeclarationSyntax Method)> Methods(string role)
        => Attributes(role).Select(found => (found.File, Method: found.Attribute.Parent!.Parent as MethodDeclarationSyntax)).Where(found => found.Method is not null).Select(found => (found.File, found.Method!));

    /// <summary>What a method returns at its end.</summary>
    public static ExpressionSyntax ValueOf(MethodDeclarationSyntax method)
        => method.ExpressionBody?.Expression ?? method.Body!.Statements.OfType<ReturnStatementSyntax>().Last().Expression!;

    public static bool IsForward(MethodDeclarationSyntax method) => Has(method, "Forward");

    /// <summary>Whether a method is the forward method or the training loss.</summary>
    public static bool IsTrainedMethod(MethodDeclarationSyntax? method) => method is not null && (Has(method, "Forward") || Has(method, "TrainingLoss"));

    /// <summary>Whether a node stands in a loss, or in a method that only losses call.</summary>
    public bool IsInLoss(SyntaxNode node)
    {
        var method = node.FirstAncestorOrSelf<MethodDeclarationSyntax>();
        var losses = Methods("TrainingLoss").Concat(Methods("ValidationLoss")).Select(found => found.Method).ToList();
        return method is not null && (losses.Contains(method) || losses.Any(loss => loss.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == method.Identifier.ValueText)));
    }

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

    /// <summary>The call of a layer's method, where the layer is used nowhere else.</summary>
    public (int File, InvocationExpressionSyntax Call)? OnlyCallOf(string layer)
        => ReadsOf(layer) is [var read] && read.Node.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } ? (read.File, call) : null;

    private static bool Has(MethodDeclarationSyntax method, string role)
        => method.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => AttributeText.SimpleName(attribute) == role);
}
