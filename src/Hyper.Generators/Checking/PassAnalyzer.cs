using System.Collections.Immutable;
using Hyper.Generators.Bodies;
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
        var model = (INamedTypeSymbol)context.Symbol;
        if (ModelReading.Read(model, bodies.Of, context.CancellationToken) is not { } reading)
        {
            return;
        }

        Report("training", reading.Training);
        Report("validation", reading.Validation);

        void Report(string pass, LossReading? loss)
        {
            if (loss is not null && PassBuilder.Build(reading, loss).Refusal is { } refusal)
            {
                context.ReportDiagnostic(Diagnostic.Create(DataFlowRules.ThroughAutograd, refusal.Where, pass, model.Name, refusal.What));
            }
        }
    }
}
