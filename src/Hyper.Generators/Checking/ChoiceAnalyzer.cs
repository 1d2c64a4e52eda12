using System.Collections.Immutable;
using Hyper.Generators.Diagnostics;
using Hyper.Generators.Parsing.Experiments;
using Hyper.Generators.Parsing.Models;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hyper.Generators.Checking;

/// <summary>
/// Says at an experiment's attribute which algorithm and response family the compiler chose where none is named, and why. That is
/// information, and no fault: it has an analyzer of its own, as the budget has.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ChoiceAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [ExperimentRules.Choice];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Tell, SymbolKind.NamedType);
    }

    private static void Tell(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.TypeKind == TypeKind.Class
            && AttributeReader.Find(type, KnownTypes.ExperimentAttribute, context.CancellationToken) is { } attribute
            && ExperimentParser.Parse(type, model => ModelParser.Parse(model, context.CancellationToken).Class, context.CancellationToken).Class.Experiment?.Choice is { } choice)
        {
            context.ReportDiagnostic(Diagnostic.Create(ExperimentRules.Choice, attribute.Location(), choice));
        }
    }
}
