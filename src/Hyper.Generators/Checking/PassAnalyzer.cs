using System.Collections.Concurrent;
using System.Collections.Immutable;
using Hyper.Generators.Parsing;
using Hyper.Generators.Passes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Hyper.Generators.Checking;

/// <summary>
/// Says where the compiler leaves a pass to autograd, and why. That is information, and no fault: it has an analyzer of its
/// own, so that what looks for faults need not tell the two apart.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PassAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.ThroughAutograd];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolStartAction(StartType, SymbolKind.NamedType);
    }

    private static void StartType(SymbolStartAnalysisContext context)
    {
        if (!AttributeReader.Has(context.Symbol, KnownTypes.HyperModelAttribute) || ModelParser.Parse((INamedTypeSymbol)context.Symbol, context.CancellationToken).Class.Model is null)
        {
            return;
        }

        var bodies = new ConcurrentDictionary<IMethodSymbol, IOperation>(SymbolEqualityComparer.Default);
        context.RegisterOperationBlockAction(block =>
        {
            if (block.OwningSymbol is IMethodSymbol method && block.OperationBlocks.FirstOrDefault(operation => operation is IBlockOperation) is { } body)
            {
                bodies[method] = body;
            }
        });
        context.RegisterSymbolEndAction(end =>
        {
            var forward = Marked(KnownTypes.ForwardAttribute);
            Report("training", KnownTypes.TrainingLossAttribute);
            Report("validation", KnownTypes.ValidationLossAttribute);

            IMethodSymbol? Marked(string attribute) => bodies.Keys.FirstOrDefault(method => AttributeReader.Has(method, attribute));

            void Report(string pass, string attribute)
            {
                if (forward is not null
                    && Marked(attribute) is { } loss
                    && PassReader.Read(forward, loss, method => bodies.TryGetValue(method, out var body) ? body : null, end.CancellationToken).Refusal is { } refusal)
                {
                    end.ReportDiagnostic(Diagnostic.Create(Rules.ThroughAutograd, refusal.Where, pass, end.Symbol.Name, refusal.What));
                }
            }
        });
    }
}
