using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Bodies.Values;

/// <summary>What the reader cannot tell: a value like any other, that knows why.</summary>
/// <param name="site">Where reading ended.</param>
/// <param name="type">Its C# type, where C# gives it one.</param>
/// <param name="why">What is not known, as a message names it.</param>
/// <param name="inputs">What it is computed from, as far as that is known.</param>
/// <param name="isOpaque">Whether it may be computed from more than its inputs.</param>
internal sealed class UnknownValue(IOperation? site, ITypeSymbol? type, string why, IEnumerable<Value> inputs, bool isOpaque) : Value(site, type)
{
    private readonly IReadOnlyList<Value> _inputs = [.. inputs];

    public string Why { get; } = why;

    public bool IsOpaque { get; } = isOpaque;

    /// <summary>Whether computing it does something beside: whoever leaves it out changes what the code does.</summary>
    public bool HasEffect { get; init; }

    public override IEnumerable<Value> Inputs => _inputs;
}
