using System.Collections.Immutable;
using Hyper.Generators.Bodies;
using Hyper.Generators.Diagnostics;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hyper.Generators.Checking;

/// <summary>Reports shapes that do not fit, as they follow from the constants of layers and of calls in a forward method.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ShapeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [ShapeRules.InputDoesNotFit, ShapeRules.ViewDoesNotFit, ShapeRules.ShapesDiffer];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolStartAction(StartType, SymbolKind.NamedType);
    }

    private static void StartType(SymbolStartAnalysisContext context)
    {
        if (AttributeReader.Has(context.Symbol, KnownTypes.HyperModelAttribute))
        {
            MethodBodies.Collect(context, Report);
        }
    }

    private static void Report(MethodBodies bodies, SymbolAnalysisContext context)
    {
        foreach (var fault in ModelReading.Read((INamedTypeSymbol)context.Symbol, bodies.Of, context.CancellationToken)?.Shapes(context.CancellationToken).Faults ?? [])
        {
            context.ReportDiagnostic(fault);
        }
    }
}
