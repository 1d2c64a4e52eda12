using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Bodies.Values;

/// <summary>An operator of C#'s own on numbers, flags or texts, of which not all are known.</summary>
/// <param name="site">Where it is written.</param>
/// <param name="type">What it gives.</param>
/// <param name="sign">The operator as C# writes it.</param>
/// <param name="operands">One or two.</param>
/// <param name="isChecked">Whether an overflow throws.</param>
internal sealed class OperatorValue(IOperation site, ITypeSymbol? type, string sign, ImmutableArray<Value> operands, bool isChecked) : Value(site, type)
{
    public string Sign { get; } = sign;

    public ImmutableArray<Value> Operands { get; } = operands;

    public bool IsChecked { get; } = isChecked;

    public override IEnumerable<Value> Inputs => Operands;
}

/// <summary>A conversion of C#'s own that changes what a value is.</summary>
/// <param name="site">Where it is written.</param>
/// <param name="type">What it gives.</param>
/// <param name="operand">What is converted.</param>
/// <param name="isChecked">Whether an overflow throws.</param>
internal sealed class ConversionValue(IOperation site, ITypeSymbol? type, Value operand, bool isChecked) : Value(site, type)
{
    public Value Operand { get; } = operand;

    public bool IsChecked { get; } = isChecked;

    public override IEnumerable<Value> Inputs => [Operand];
}
