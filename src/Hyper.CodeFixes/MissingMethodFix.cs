using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace Hyper.CodeFixes;

/// <summary>HYP0005, HYP0006, HYP0007: adds a forward method through the layers in their order, or a mean squared error as a loss, to begin with.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MissingMethodFix))]
[Shared]
public sealed class MissingMethodFix : HyperCodeFix
{
    private const string Tensor = "global::TorchSharp.torch.Tensor";
    private const string Error = "global::TorchSharp.torch.nn.functional.mse_loss(outputs, targets)";

    /// <summary>Creates the fix.</summary>
    public MissingMethodFix()
        : base("HYP0005", "HYP0006", "HYP0007")
    {
    }

    private protected override IEnumerable<(string Title, SyntaxNode Old, SyntaxNode? Replacement)> Fixes(
        Diagnostic diagnostic, SyntaxNode found, SemanticModel semantics, CancellationToken cancellation)
    {
        if (found is not TypeDeclarationSyntax type || type.CloseBraceToken.IsMissing || type.CloseBraceToken.IsKind(SyntaxKind.None)
            || semantics.GetDeclaredSymbol(type, cancellation) is not INamedTypeSymbol symbol)
        {
            yield break;
        }

        var (title, attribute, name, parameters, body) = diagnostic.Id switch
        {
            "HYP0005" => ("Add a forward method through the layers", "Forward", "Predict", $"{Tensor} inputs", Chain(symbol)),
            "HYP0006" => ("Add a training loss: the mean squared error", "TrainingLoss", "Fit", $"{Tensor} outputs, {Tensor} targets", Error),
            _ => ("Add a validation loss: the mean squared error", "ValidationLoss", "Score", $"{Tensor} outputs, {Tensor} targets", Error),
        };
        var blank = type.Members.Count > 0 ? "\n" : "";
        var method = SyntaxFactory.ParseMemberDeclaration(
            $"{blank}[global::Hyper.Dsl.{attribute}]\nprivate {Tensor} {Free(symbol, name)}({parameters}) => {body};\n")!;
        yield return (title, type, type.AddMembers(method.WithAdditionalAnnotations(Formatter.Annotation, Simplifier.Annotation)));
    }

    private static string Chain(INamedTypeSymbol type) => type.GetMembers()
        .OfType<IPropertySymbol>()
        .Where(property => !property.IsIndexer && property.GetAttributes().Any(data => IsLayer(data.AttributeClass)))
        .Aggregate("inputs", (input, layer) => $"{Name(layer)}.forward({input}){(IsRecurrent(layer) ? ".Outputs" : "")}");

    /// <summary>The layer as an expression: a keyword has its mark, and the parameter does not hide it.</summary>
    private static string Name(IPropertySymbol layer)
    {
        var isKeyword = SyntaxFacts.GetKeywordKind(layer.Name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(layer.Name) != SyntaxKind.None;
        return $"{(layer.Name == "inputs" && !layer.IsStatic ? "this." : "")}{(isKeyword ? "@" : "")}{layer.Name}";
    }

    /// <summary>A recurrent layer gives its states beside its outputs.</summary>
    private static bool IsRecurrent(IPropertySymbol layer) => layer.Type.Name is "HyperLstm" or "HyperGru";

    private static bool IsLayer(INamedTypeSymbol? attribute) => attribute?.BaseType?.ToDisplayString() == "Hyper.Dsl.LayerAttribute";

    private static string Free(INamedTypeSymbol type, string name)
    {
        while (IsTaken(type, name))
        {
            name += "Data";
        }

        return name;
    }

    private static bool IsTaken(INamedTypeSymbol type, string name)
    {
        if (type.Name == name || type.TypeParameters.Any(parameter => parameter.Name == name))
        {
            return true;
        }

        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.GetMembers(name).Length > 0)
            {
                return true;
            }
        }

        return false;
    }
}
