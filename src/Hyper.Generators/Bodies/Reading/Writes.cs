using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hyper.Generators.Bodies.Reading;

/// <summary>The variables that a piece of code writes to, and those that it reads.</summary>
internal static class Writes
{
    /// <summary>The locals and parameters that may have another value afterwards.</summary>
    public static IEnumerable<ISymbol> In(params IOperation?[] operations)
        => operations.OfType<IOperation>().SelectMany(operation => operation.DescendantsAndSelf()).SelectMany(Written);

    /// <summary>Whether the code reads a local or a parameter.</summary>
    public static bool Mentions(IOperation operation) => operation.DescendantsAndSelf().Any(inner => inner is ILocalReferenceOperation or IParameterReferenceOperation);

    private static IEnumerable<ISymbol> Written(IOperation operation) => operation switch
    {
        IDeconstructionAssignmentOperation deconstruction => deconstruction.Target.DescendantsAndSelf().SelectMany(Variable),
        IAssignmentOperation assignment => Variable(assignment.Target),
        IIncrementOrDecrementOperation increment => Variable(increment.Target),
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => argument.Value.DescendantsAndSelf().SelectMany(Variable),
        IAddressOfOperation address => Variable(address.Reference),
        IVariableDeclaratorOperation { Symbol.RefKind: not RefKind.None } alias => alias.DescendantsAndSelf().SelectMany(Variable),
        _ => [],
    };

    private static IEnumerable<ISymbol> Variable(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => [local.Local],
        IParameterReferenceOperation parameter => [parameter.Parameter],
        IArrayElementReferenceOperation element => Variable(element.ArrayReference),
        _ => [],
    };
}
