using Hyper.Generators.Bodies.Functions;
using Hyper.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Bodies.Shapes;

/// <summary>A call with what is known of its arguments.</summary>
/// <param name="Method">What is called.</param>
/// <param name="Receiver">The tensor that an instance method is called on, or null.</param>
/// <param name="Arguments">The values of the parameters, <see cref="ShapeValue.Absent"/> for those that are left out.</param>
internal sealed record TensorCall(IMethodSymbol Method, ShapeValue? Receiver, IReadOnlyList<ShapeValue> Arguments)
{
    /// <summary>The method's name without the underscore that marks one in place.</summary>
    public string Name => Method.Name.TrimEnd('_');

    /// <summary>The function as a message names it: an operator as C# writes it.</summary>
    public string Title => Method.Name switch
    {
        "op_Addition" => "+",
        "op_Subtraction" or "op_UnaryNegation" => "-",
        "op_Multiply" => "*",
        "op_Division" => "/",
        "op_Modulus" => "%",
        "op_Equality" => "==",
        "op_Inequality" => "!=",
        "op_LessThan" => "<",
        "op_LessThanOrEqual" => "<=",
        "op_GreaterThan" => ">",
        "op_GreaterThanOrEqual" => ">=",
        var name => name,
    };

    /// <summary>Whether the function changes its input.</summary>
    public bool IsInPlace => Method.Name.EndsWith("_", StringComparison.Ordinal);

    /// <summary>The tensors that come in, the receiver first.</summary>
    public IReadOnlyList<ShapeValue> Tensors =>
    [
        .. Receiver is null ? Array.Empty<ShapeValue>() : [Receiver],
        .. Arguments.Where((_, index) => Method.Parameters[index].Type is { Name: "Tensor" } && !ReferenceEquals(Arguments[index], ShapeValue.Absent)),
    ];

    public ShapeValue Input => Tensors.Count > 0 ? Tensors[0] : ShapeValue.Unknown;

    /// <summary>The value of a parameter with one of these names; <see cref="ShapeValue.Absent"/> where there is none.</summary>
    public ShapeValue this[params string[] names]
    {
        get
        {
            for (var i = 0; i < Method.Parameters.Length; i++)
            {
                if (names.Contains(Method.Parameters[i].Name))
                {
                    return Arguments[i];
                }
            }

            return ShapeValue.Absent;
        }
    }

    /// <summary>A number that may be left out; null where it is given and not known.</summary>
    public long? Number(long absent, params string[] names) => this[names] is var value && ReferenceEquals(value, ShapeValue.Absent) ? absent : value.Number;

    /// <summary>A flag that may be left out; null where it is given and not known.</summary>
    public bool? Flag(bool absent, params string[] names) => this[names] is var value && ReferenceEquals(value, ShapeValue.Absent) ? absent : (value as FlagValue)?.Value;

    /// <summary>A list of sizes; null where their number is not known. A size that is not known is a fresh one.</summary>
    public static IReadOnlyList<Dim>? Sizes(ShapeValue value) => value switch
    {
        SeveralValues several => [.. several.Items.Select(item => (item as SizeValue)?.Size ?? Dim.Fresh())],
        SizesValue { Of.HasGap: false } sizes => sizes.Of.Front,
        SizeValue size => [size.Size],
        _ => null,
    };

    /// <summary>A list of numbers; null where one is not known.</summary>
    public static IReadOnlyList<long>? Numbers(ShapeValue value)
        => Sizes(value) is { } sizes && sizes.All(size => size.IsNumber) ? [.. sizes.Select(size => size.Factor)] : null;

    /// <summary>Reports that the function cannot take its input.</summary>
    public void DoesNotFit(ShapeFault fault, ShapeReport report)
        => report(ShapeRules.InputDoesNotFit, [Method.Name, fault.Takes, fault.Given, ShapeChain.Led(Input.Chain), fault.Cure]);
}
