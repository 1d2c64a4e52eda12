using Hyper.Generators.Bodies;
using Hyper.Generators.Diagnostics;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hyper.Generators.Checking;

/// <summary>Finds code of a model that writes into the tensors of its layers.</summary>
internal static class WeightWrites
{
    public static void Visit(IOperation operation, INamedTypeSymbol model, Action<Diagnostic> report)
    {
        switch (operation)
        {
            case IInvocationOperation call when IsInPlace(call.TargetMethod):
                var target = call.Instance ?? call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value;
                Report(target, $"'{call.TargetMethod.Name}'", CallSite.Name(call.Syntax), model, report);
                break;

            // A layer's tensors have no setter, so only their elements can be assigned.
            case IAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true } element }:
                Report(element.Instance, "The assignment", element.Syntax, model, report);
                break;
            default:
                break;
        }
    }

    /// <summary>TorchSharp ends the names of methods that change a tensor's values with an underscore.</summary>
    private static bool IsInPlace(IMethodSymbol method)
        => method.Name.EndsWith("_", StringComparison.Ordinal)
            && method.Name is not ("requires_grad_" or "detach_")
            && TorchSymbols.IsOfTorch(method.ContainingType);

    private static void Report(IOperation? target, string what, SyntaxNode site, INamedTypeSymbol model, Action<Diagnostic> report)
    {
        if (WeightIn(target) is { Instance: IPropertyReferenceOperation layer } weight && SymbolEqualityComparer.Default.Equals(layer.Property.ContainingType, model))
        {
            report(Diagnostic.Create(DataFlowRules.WeightWritten, site.GetLocation(), what, weight.Syntax.ToString()));
        }
    }

    /// <summary>The layer's tensor that a value is, or is a view of.</summary>
    private static IPropertyReferenceOperation? WeightIn(IOperation? value) => value switch
    {
        IPropertyReferenceOperation { Instance: IPropertyReferenceOperation layer } weight when LayerKinds.IsLayer(layer.Property.PartialDefinitionPart ?? layer.Property) => weight,
        IPropertyReferenceOperation { Property.Name: "T", Instance: { } whole } => WeightIn(whole),
        IInvocationOperation { TargetMethod.Name: "view" or "transpose" or "t" or "narrow" or "select" or "detach" or "squeeze" or "unsqueeze" or "permute", Instance: { } whole } => WeightIn(whole),
        IConversionOperation conversion => WeightIn(conversion.Operand),
        ILocalReferenceOperation local => Initial(local),
        _ => null,
    };

    /// <summary>What a local was declared as, where it is never given another value.</summary>
    private static IPropertyReferenceOperation? Initial(ILocalReferenceOperation reference)
    {
        IOperation body = reference;
        while (body.Parent is { } parent)
        {
            body = parent;
        }

        var operations = body.Descendants().ToList();
        var isAssigned = operations.Any(operation => operation switch
        {
            IAssignmentOperation assignment => IsLocal(assignment.Target) || (assignment.Target is ITupleOperation tuple && tuple.Descendants().Any(IsLocal)),
            IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => IsLocal(argument.Value),
            _ => false,
        });
        var declarator = operations.OfType<IVariableDeclaratorOperation>().FirstOrDefault(declared => SymbolEqualityComparer.Default.Equals(declared.Symbol, reference.Local));
        return isAssigned || declarator?.Initializer?.Value is not IPropertyReferenceOperation value ? null : WeightIn(value);

        bool IsLocal(IOperation operation) => operation is ILocalReferenceOperation local && SymbolEqualityComparer.Default.Equals(local.Local, reference.Local);
    }
}
