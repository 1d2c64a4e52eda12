using Hyper.Generators.Bodies.Values;
using Hyper.Generators.Model.Passes;

namespace Hyper.Generators.Bodies.Functions;

/// <summary>A derivative that the compiler writes out.</summary>
/// <param name="Op">The formula.</param>
/// <param name="Operands">The tensors that gradients go to.</param>
internal sealed record Derivative(PassOp Op, IReadOnlyList<Value> Operands)
{
    /// <summary>Numbers of the formula: a factor, dimensions, sizes.</summary>
    public IReadOnlyList<Value> Numbers { get; init; } = [];

    /// <summary>Numbers that the formula takes where the call says nothing, and flags.</summary>
    public IReadOnlyList<double> Constants { get; init; } = [];

    public static Derivative Of(PassOp op, Value operand, params Value[] numbers) => new(op, [operand]) { Numbers = numbers };
}
