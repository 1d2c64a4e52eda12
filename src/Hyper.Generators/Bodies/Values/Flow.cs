using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Bodies.Values;

/// <summary>One of several values, by the way that the code took.</summary>
internal sealed class MergeValue(IOperation? site, ITypeSymbol? type, ImmutableArray<Value> alternatives) : Value(site, type)
{
    public ImmutableArray<Value> Alternatives { get; } = alternatives;

    public override IEnumerable<Value> Inputs => Alternatives;
}

/// <summary>What a variable is inside and after a loop that writes to it: what it was before, or what the loop made of it.</summary>
/// <param name="site">The loop.</param>
/// <param name="type">The variable's type.</param>
/// <param name="before">What it was before; null where that is not known.</param>
internal sealed class LoopValue(IOperation site, ITypeSymbol? type, Value? before) : Value(site, type)
{
    private readonly List<Value> _inputs = before is null ? [] : [before];

    /// <summary>What the loop's body leaves in the variable.</summary>
    public void ComesBackAs(Value value) => _inputs.Add(value);

    public override IEnumerable<Value> Inputs => _inputs;
}

/// <summary>An exception that is thrown.</summary>
internal sealed class ThrowValue(IOperation site, Value? exception) : Value(site, null)
{
    public Value? Exception { get; } = exception;

    public override IEnumerable<Value> Inputs => Exception is null ? [] : [Exception];
}

/// <summary>Says that the values from one place on are those of a method of the model's own, followed instead of called.</summary>
/// <param name="site">The call.</param>
/// <param name="method">The method, with its type arguments.</param>
/// <param name="receiver">The model; null for a static method.</param>
/// <param name="arguments">The arguments, in the order of the parameters.</param>
/// <param name="first">The index of the first value of its body.</param>
/// <param name="result">What it returns.</param>
internal sealed class FollowedCall(IOperation site, IMethodSymbol method, Value? receiver, ImmutableArray<Argument> arguments, int first, Value result) : Value(site, result.Type)
{
    public IMethodSymbol Method { get; } = method;

    public Value? Receiver { get; } = receiver;

    public ImmutableArray<Argument> Arguments { get; } = arguments;

    public int First { get; } = first;

    public Value Result { get; } = result;

    public override IEnumerable<Value> Inputs => [Result];
}
