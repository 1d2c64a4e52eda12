using System.Collections.Concurrent;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Hyper.Generators.Checking;

/// <summary>The bodies of a class's methods, for analyzers that follow one into another: all are there before the first is looked at.</summary>
internal sealed class MethodBodies
{
    private readonly ConcurrentDictionary<IMethodSymbol, IOperation> _bodies = new(SymbolEqualityComparer.Default);

    /// <summary>Collects the bodies of a class.</summary>
    /// <param name="context">The start of the class.</param>
    /// <param name="end">Looks at them, when all are there.</param>
    public static void Collect(SymbolStartAnalysisContext context, Action<MethodBodies, SymbolAnalysisContext> end)
    {
        var bodies = new MethodBodies();
        context.RegisterOperationBlockAction(block =>
        {
            if (block.OwningSymbol is IMethodSymbol method && block.OperationBlocks.FirstOrDefault(operation => operation is IBlockOperation) is { } body)
            {
                bodies._bodies[method] = body;
            }
        });
        context.RegisterSymbolEndAction(context => end(bodies, context));
    }

    /// <summary>The body of a method, where it is known.</summary>
    public IOperation? Of(IMethodSymbol method) => _bodies.TryGetValue(method, out var body) ? body : null;

    /// <summary>The methods that have an attribute.</summary>
    public IEnumerable<IMethodSymbol> Marked(string attribute) => _bodies.Keys.Where(method => AttributeReader.Has(method, attribute));
}
