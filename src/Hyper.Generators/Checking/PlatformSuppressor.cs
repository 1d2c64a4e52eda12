using System.Collections.Immutable;
using Hyper.Generators.Diagnostics;
using Hyper.Generators.Parsing.Models;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hyper.Generators.Checking;

/// <summary>Silences rules of the platform where they misfire: on members of a model, and on no others beside them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PlatformSuppressor : DiagnosticSuppressor
{
    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions => Suppressions.All;

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (var diagnostic in context.ReportedDiagnostics)
        {
            if (Suppressions.All.FirstOrDefault(candidate => candidate.SuppressedDiagnosticId == diagnostic.Id) is { } suppression
                && Declared(diagnostic, context) is { } symbol
                && Misfires(suppression, symbol, context.CancellationToken))
            {
                context.ReportSuppression(Suppression.Create(suppression, diagnostic));
            }
        }
    }

    private static bool Misfires(SuppressionDescriptor suppression, ISymbol symbol, CancellationToken cancellation)
    {
        if ((symbol as INamedTypeSymbol ?? symbol.ContainingType) is not { } model || !AttributeReader.Has(model, KnownTypes.HyperModelAttribute))
        {
            return false;
        }

        return suppression.Id switch
        {
            "HYPS001" or "HYPS002" or "HYPS003" => symbol is IMethodSymbol && Roles.Of(symbol) is not null,
            "HYPS004" => Disposables(model).All(field => AttributeReader.Has(field.AssociatedSymbol ?? field, KnownTypes.SharedModuleAttribute)),
            "HYPS005" or "HYPS006" or "HYPS007" => Roles.Of(symbol) is not null && IsRefused(model, cancellation),
            "HYPS008" => IsRefused(model, cancellation),
            _ => LayerKinds.IsLayer(symbol) || AttributeReader.Has(symbol, KnownTypes.HyperparameterAttribute),
        };
    }

    private static bool IsRefused(INamedTypeSymbol model, CancellationToken cancellation) => ModelParser.Parse(model, cancellation).Class.Model is null;

    /// <summary>What a model owns, beside the context that the compiler writes into it.</summary>
    private static IEnumerable<IFieldSymbol> Disposables(INamedTypeSymbol model) => model.GetMembers()
        .OfType<IFieldSymbol>()
        .Where(field => !field.IsStatic && field.Name != "__context" && field.Type.AllInterfaces.Any(candidate => candidate.SpecialType == SpecialType.System_IDisposable));

    /// <summary>The member or type that a diagnostic is about: the declaration that it lies in, or the owner of the parameter.</summary>
    private static ISymbol? Declared(Diagnostic diagnostic, SuppressionAnalysisContext context)
    {
        // Where a constructor leaves a property without a value, the compiler points at the constructor, and beside it at the property.
        var location = diagnostic.AdditionalLocations.FirstOrDefault() is { } additional && diagnostic.Id == Suppressions.Uninitialized.SuppressedDiagnosticId
            ? additional
            : diagnostic.Location;
        if (location.SourceTree is not { } tree)
        {
            return null;
        }

        var declaration = tree.GetRoot(context.CancellationToken).FindNode(location.SourceSpan, getInnermostNodeForTie: true).AncestorsAndSelf().FirstOrDefault(IsDeclaration);
        var symbol = declaration is null ? null : context.GetSemanticModel(tree).GetDeclaredSymbol(declaration, context.CancellationToken);
        return symbol is IParameterSymbol parameter ? parameter.ContainingSymbol : symbol;
    }

    private static bool IsDeclaration(SyntaxNode node)
        => node is ParameterSyntax or MemberDeclarationSyntax and not BaseFieldDeclarationSyntax or VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax };
}
