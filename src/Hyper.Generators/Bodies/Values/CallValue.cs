using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Bodies.Values;

/// <summary>An argument, bound to its parameter.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Value">What it is given, also where that is its default.</param>
/// <param name="IsDefault">Whether the call leaves it out.</param>
internal readonly record struct Argument(IParameterSymbol Parameter, Value Value, bool IsDefault);

/// <summary>How a method is called.</summary>
internal enum CallKind
{
    /// <summary>By its name.</summary>
    Method,

    /// <summary>As an operator.</summary>
    Operator,

    /// <summary>As a conversion that a type defines.</summary>
    Conversion,

    /// <summary>By <c>new</c>.</summary>
    Creation,
}

/// <summary>A call of a method that is not followed, known by its symbol.</summary>
/// <param name="site">Where it is written.</param>
/// <param name="type">What it gives.</param>
/// <param name="method">The method, with its type arguments.</param>
/// <param name="receiver">What an instance method is called on; null for a static one.</param>
/// <param name="arguments">The arguments, in the order of the parameters.</param>
/// <param name="kind">How it is called.</param>
internal sealed class CallValue(IOperation site, ITypeSymbol? type, IMethodSymbol method, Value? receiver, ImmutableArray<Argument> arguments, CallKind kind) : Value(site, type)
{
    public IMethodSymbol Method { get; } = method;

    public Value? Receiver { get; } = receiver;

    public ImmutableArray<Argument> Arguments { get; } = arguments;

    public CallKind Kind { get; } = kind;

    public override IEnumerable<Value> Inputs
    {
        get
        {
            var given = Arguments.Where(argument => !argument.IsDefault).Select(argument => argument.Value);
            return Receiver is null ? given : given.Prepend(Receiver);
        }
    }
}
