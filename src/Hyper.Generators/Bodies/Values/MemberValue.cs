using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Bodies.Values;

/// <summary>A field or property that is read.</summary>
/// <param name="site">Where it is written.</param>
/// <param name="type">What it holds.</param>
/// <param name="member">The field or property.</param>
/// <param name="receiver">What it is a member of; null for a static one.</param>
/// <param name="arguments">The arguments of an indexer, in the order of its parameters.</param>
internal sealed class MemberValue(IOperation site, ITypeSymbol? type, ISymbol member, Value? receiver, ImmutableArray<Argument> arguments) : Value(site, type)
{
    public ISymbol Member { get; } = member;

    public Value? Receiver { get; } = receiver;

    public ImmutableArray<Argument> Arguments { get; } = arguments;

    public override IEnumerable<Value> Inputs
    {
        get
        {
            var given = Arguments.Where(argument => !argument.IsDefault).Select(argument => argument.Value);
            return Receiver is null ? given : given.Prepend(Receiver);
        }
    }
}

/// <summary>A value that goes out of sight: into a field, a property, an element.</summary>
/// <param name="site">Where it is written.</param>
/// <param name="target">What it is written to, as a message names it.</param>
/// <param name="holder">What the target is a part of; null where that is not known.</param>
/// <param name="stored">The value.</param>
internal sealed class StoreValue(IOperation site, string target, Value? holder, Value stored) : Value(site, stored.Type)
{
    public string Target { get; } = target;

    public Value? Holder { get; } = holder;

    public Value Stored { get; } = stored;

    public override IEnumerable<Value> Inputs => Holder is null ? [Stored] : [Holder, Stored];
}
