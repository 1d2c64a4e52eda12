using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Bodies.Values;

/// <summary>A tuple.</summary>
internal sealed class TupleValue(IOperation site, ITypeSymbol? type, ImmutableArray<Value> items) : Value(site, type)
{
    public ImmutableArray<Value> Items { get; } = items;

    public override IEnumerable<Value> Inputs => Items;
}

/// <summary>An array or another collection with known elements.</summary>
internal sealed class ArrayValue(IOperation site, ITypeSymbol? type, ImmutableArray<Value> items) : Value(site, type)
{
    public ImmutableArray<Value> Items { get; } = items;

    public override IEnumerable<Value> Inputs => Items;
}

/// <summary>An element of an array.</summary>
/// <param name="site">Where it is written.</param>
/// <param name="type">What it is.</param>
/// <param name="array">The array.</param>
/// <param name="index">The place in it.</param>
/// <param name="isFromEnd">Whether the place is counted from the end, 1 for the last element.</param>
internal sealed class ElementValue(IOperation site, ITypeSymbol? type, Value array, Value index, bool isFromEnd) : Value(site, type)
{
    public Value Array { get; } = array;

    public Value Place { get; } = index;

    public bool IsFromEnd { get; } = isFromEnd;

    public override IEnumerable<Value> Inputs => [Array, Place];
}

/// <summary>A range of places, <c>a..b</c>.</summary>
internal sealed class RangeValue(IOperation site, ITypeSymbol? type, Value? start, Value? end) : Value(site, type)
{
    public Value? Start { get; } = start;

    public Value? End { get; } = end;

    public override IEnumerable<Value> Inputs => new[] { Start, End }.OfType<Value>();
}

/// <summary>A text with values in it.</summary>
/// <param name="site">Where it is written.</param>
/// <param name="type">Text.</param>
/// <param name="parts">Constant texts, and what is written between them.</param>
internal sealed class TextValue(IOperation site, ITypeSymbol? type, ImmutableArray<Value> parts) : Value(site, type)
{
    public ImmutableArray<Value> Parts { get; } = parts;

    public override IEnumerable<Value> Inputs => Parts;
}
