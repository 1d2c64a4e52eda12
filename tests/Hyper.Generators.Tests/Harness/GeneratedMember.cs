using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hyper.Generators.Tests.Harness;

/// <summary>The files that were generated for a source, for assertions that read like the change they are about.</summary>
internal sealed class GeneratedFiles(IEnumerable<string> files)
{
    private readonly IReadOnlyList<MemberDeclarationSyntax> _members =
        [.. files.SelectMany(file => CSharpSyntaxTree.ParseText(file).GetRoot().DescendantNodes().OfType<MemberDeclarationSyntax>())];

    /// <summary>The one generated member with a name: <c>RunFromAsync</c>, or <c>BestResponse.Respond</c> for that of a nested type.</summary>
    public GeneratedMember Member(string name)
    {
        var path = name.Split('.');
        var found = _members.Where(member => NameOf(member) == path[^1] && (path.Length == 1 || NameOf(member.Parent) == path[^2])).ToList();
        return found is [var single]
            ? new GeneratedMember(single)
            : throw new InvalidOperationException($"{found.Count} members are called {name}: {string.Join(", ", _members.Select(NameOf).Distinct())}");
    }

    private static string? NameOf(Microsoft.CodeAnalysis.SyntaxNode? node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
        ConstructorDeclarationSyntax => "new",
        FieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier.ValueText,
        _ => null,
    };
}

/// <summary>One generated member.</summary>
internal sealed partial class GeneratedMember(MemberDeclarationSyntax member)
{
    /// <summary>
    /// Demands these statements, or this expression, and nothing else. Namespaces and types around a type are left out: what is
    /// written <c>global::Hyper.Runtime.Layers.HyperLinear</c> reads <c>HyperLinear</c> here.
    /// </summary>
    public void IsBody(params string[] lines) => Assert.Equal(lines, Body());

    /// <summary>Demands that this is one of the statements.</summary>
    public void HasLine(string line) => Assert.Contains(line, Body());

    private IReadOnlyList<string> Body() => member switch
    {
        MethodDeclarationSyntax { ExpressionBody: { } arrow } => [Plain(arrow.Expression)],
        PropertyDeclarationSyntax { ExpressionBody: { } arrow } => [Plain(arrow.Expression)],
        PropertyDeclarationSyntax { Initializer: { } initializer } => [Plain(initializer.Value)],
        BaseMethodDeclarationSyntax { Body: { } block } => [.. block.Statements.Select(Plain)],
        _ => throw new InvalidOperationException($"{member} has no body."),
    };

    private static string Plain(CSharpSyntaxNode node)
        => Space().Replace(Namespace().Replace(node.ToString(), ""), " ").Replace("( ", "(", StringComparison.Ordinal);

    /// <summary>The namespaces that generated code names, and TorchSharp's class around its types.</summary>
    [GeneratedRegex(@"global::(Hyper\.Dsl\.|Hyper\.Runtime\.((Native|Spaces|Layers|Passes|Hypernetworks|Training|Hypergradients|Search|Data|Runs)\.((Rows|Weights|Context|Settings|Batches|Models|Results|Algorithms|Curvature|Methods|Trials)\.)?)?|TorchSharp\.(torch\.)?|System\.((Threading|Tasks|Collections|Generic|Runtime|CompilerServices)\.)*)?")]
    private static partial Regex Namespace();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
