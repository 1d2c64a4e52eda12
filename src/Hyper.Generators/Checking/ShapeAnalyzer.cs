using System.Collections.Concurrent;
using System.Collections.Immutable;
using Hyper.Generators.Checking.Shapes;
using Hyper.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Hyper.Generators.Checking;

/// <summary>Reports shapes that do not fit, as they follow from the constants of layers and of calls in a forward method.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ShapeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.InputDoesNotFit, Rules.ViewDoesNotFit, Rules.ShapesDiffer];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolStartAction(StartType, SymbolKind.NamedType);
    }

    private static void StartType(SymbolStartAnalysisContext context)
    {
        if (!AttributeReader.Has(context.Symbol, KnownTypes.HyperModelAttribute))
        {
            return;
        }

        // A forward method is followed into the methods that it calls, so all bodies are there before the first is looked at.
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
            foreach (var forward in bodies.Keys.Where(method => AttributeReader.Has(method, KnownTypes.ForwardAttribute)))
            {
                foreach (var fault in ShapeInference.Of(forward, method => bodies.TryGetValue(method, out var body) ? body : null, end.CancellationToken).Faults)
                {
                    end.ReportDiagnostic(fault);
                }
            }
        });
    }
}
