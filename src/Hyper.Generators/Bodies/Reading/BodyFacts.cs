using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hyper.Generators.Bodies.Reading;

/// <summary>What is asked of a body before it is read.</summary>
/// <param name="Functions">The local functions and lambdas in it, with their bodies.</param>
/// <param name="Untracked">Variables that a function writes to which may be called from anywhere: they may change at any time.</param>
/// <param name="IsIterator">Whether it yields what it gives.</param>
internal sealed record BodyFacts(IReadOnlyDictionary<IMethodSymbol, IOperation> Functions, IReadOnlyCollection<ISymbol> Untracked, bool IsIterator)
{
    public static BodyFacts Of(IOperation body)
    {
        var functions = new Dictionary<IMethodSymbol, IOperation>(SymbolEqualityComparer.Default);
        var handedOver = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var untracked = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var locals = new List<ILocalFunctionOperation>();
        var isIterator = false;
        foreach (var operation in body.Descendants())
        {
            switch (operation)
            {
                case IReturnOperation { Kind: OperationKind.YieldReturn or OperationKind.YieldBreak }:
                    isIterator = true;
                    break;
                case ILocalFunctionOperation { Body: { } inner } function:
                    functions[function.Symbol] = inner;
                    locals.Add(function);
                    break;
                case IAnonymousFunctionOperation lambda:
                    functions[lambda.Symbol] = lambda.Body;
                    untracked.UnionWith(OfOutside(lambda.Symbol, lambda.Body));
                    break;
                case IMethodReferenceOperation { Method.MethodKind: MethodKind.LocalFunction } reference:
                    handedOver.Add(reference.Method.OriginalDefinition);
                    break;
            }
        }

        foreach (var function in locals.Where(function => handedOver.Contains(function.Symbol)))
        {
            untracked.UnionWith(OfOutside(function.Symbol, function.Body!));
        }

        return new BodyFacts(functions, untracked, isIterator);
    }

    private static IEnumerable<ISymbol> OfOutside(IMethodSymbol function, IOperation body)
        => Writes.In(body).Where(symbol => !SymbolEqualityComparer.Default.Equals(symbol.ContainingSymbol, function));
}
