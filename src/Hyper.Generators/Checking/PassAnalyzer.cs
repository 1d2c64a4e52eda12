using System.Collections.Immutable;
using Hyper.Generators.Diagnostics;
using Hyper.Generators.Parsing.Models;
using Hyper.Generators.Passes;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hyper.Generators.Checking;

/// <summary>
/// Says where the compiler leaves a pass to autograd, and why. That is information, and no fault: it has an analyzer of its
/// own, so that what looks for faults need not tell the two apart.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PassAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DataFlowRules.ThroughAutograd];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolStartAction(StartType, SymbolKind.NamedType);
    }

    private static void StartType(SymbolStartAnalysisContext context)
    {
        if (AttributeReader.Has(context.Symbol, KnownTypes.HyperModelAttribute) && ModelParser.Parse((INamedTypeSymbol)context.Symbol, context.CancellationToken).Class.Model is not null)
        {
            MethodBodies.Collect(context, Report);
        }
    }

    private static void Report(MethodBodies bodies, SymbolAnalysisContext context)
    {
        Report("training", KnownTypes.TrainingLossAttribute);
        Report("validation", KnownTypes.ValidationLossAttribute);

        void Report(string pass, string attribute)
        {
            if (bodies.Marked(KnownTypes.ForwardAttribute).FirstOrDefault() is { } forward
                && bodies.Marked(attribute).FirstOrDefault() is { } loss
                && PassReader.Read(forward, loss, bodies.Of, context.CancellationToken).Refusal is { } refusal)
            {
                context.ReportDiagnostic(Diagnostic.Create(DataFlowRules.ThroughAutograd, refusal.Where, pass, context.Symbol.Name, refusal.What));
            }
        }
    }
}
