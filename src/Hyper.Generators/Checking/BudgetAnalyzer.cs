using System.Collections.Immutable;
using Hyper.Generators.Diagnostics;
using Hyper.Generators.Model;
using Hyper.Generators.Parsing.Models;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hyper.Generators.Checking;

/// <summary>
/// Says at a model's name what its hypernetwork costs. That is information, and no fault: it has an analyzer of its own, so
/// that what looks for faults need not tell the two apart.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BudgetAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [HypernetworkRules.Budget];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Summarize, SymbolKind.NamedType);
    }

    private static void Summarize(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.TypeKind == TypeKind.Class
            && AttributeReader.Has(type, KnownTypes.HyperModelAttribute)
            && ModelParser.Parse(type, context.CancellationToken).Class.Model is { } model)
        {
            context.ReportDiagnostic(Diagnostic.Create(HypernetworkRules.Budget, type.Identifier(), type.Name, BudgetText.Sizes(model), BudgetText.Work(model)));
        }
    }
}
