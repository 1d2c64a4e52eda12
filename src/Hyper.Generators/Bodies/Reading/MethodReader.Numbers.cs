using System.Collections.Immutable;
using Hyper.Generators.Bodies.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hyper.Generators.Bodies.Reading;

/// <content>Operators and conversions: those of C# are computed as C# does, those of types are calls.</content>
internal sealed partial class MethodReader
{
    private Value Unary(IUnaryOperation unary)
    {
        var operand = Visit(unary.Operand);
        if (unary.OperatorMethod is { } method)
        {
            return CalledOperator(unary, method, operand);
        }

        if (operand is ConstantValue { Constant: { } number } && !unary.IsLifted)
        {
            return NumberFolding.Unary(unary.OperatorKind, number, unary.IsChecked) is { } result
                ? Constant(unary, unary.Type, result)
                : Unknown(unary, [operand]);
        }

        var sign = unary.OperatorKind switch
        {
            UnaryOperatorKind.Minus => "-",
            UnaryOperatorKind.Plus => "+",
            UnaryOperatorKind.Not => "!",
            UnaryOperatorKind.BitwiseNegation => "~",
            UnaryOperatorKind.Hat => "^",
            _ => null,
        };
        return sign is null || unary.IsLifted ? Unknown(unary, [operand]) : Add(new OperatorValue(unary, unary.Type, sign, [operand], unary.IsChecked));
    }

    private Value Binary(IBinaryOperation binary)
    {
        var left = Visit(binary.LeftOperand);
        if (binary.OperatorMethod is null && binary.OperatorKind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr)
        {
            if (left is ConstantValue { Constant: bool flag })
            {
                return flag == (binary.OperatorKind == BinaryOperatorKind.ConditionalOr) ? left : Visit(binary.RightOperand);
            }

            Value? second = null;
            Branch(null, Writes.Mentions(binary.LeftOperand), () => second = Visit(binary.RightOperand), () => { });
            return Add(new OperatorValue(binary, binary.Type, Sign(binary.OperatorKind)!, [left, second!], isChecked: false));
        }

        var right = Visit(binary.RightOperand);
        return Combined(binary, binary.OperatorKind, binary.OperatorMethod, left, right, binary.Type, binary.IsChecked, binary.IsLifted);
    }

    private Value Combined(IOperation site, BinaryOperatorKind kind, IMethodSymbol? method, Value left, Value right, ITypeSymbol? type, bool isChecked, bool isLifted)
    {
        if (method is { Parameters.Length: 2 })
        {
            return CalledOperator(site, method, left, right);
        }

        var isCompared = kind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals;
        if (isLifted || Sign(kind) is not { } sign || !(isCompared || (IsSimple(left.Type) && IsSimple(right.Type))))
        {
            return Unknown(site, [left, right]);
        }

        if (left is ConstantValue { Constant: { } a } && right is ConstantValue { Constant: { } b })
        {
            return NumberFolding.Binary(kind, a, b, isChecked) is { } result ? Constant(site, type, result) : Unknown(site, [left, right]);
        }

        return Add(new OperatorValue(site, type, sign, [left, right], isChecked));
    }

    // Numbers, flags and texts: operators of C#'s own are for those. The literal null and what is never reached have no type.
    private static bool IsSimple(ITypeSymbol? type) => type is null or { SpecialType: not (SpecialType.None or SpecialType.System_Object) } or { TypeKind: TypeKind.Enum };

    private static string? Sign(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Add => "+",
        BinaryOperatorKind.Subtract => "-",
        BinaryOperatorKind.Multiply => "*",
        BinaryOperatorKind.Divide => "/",
        BinaryOperatorKind.Remainder => "%",
        BinaryOperatorKind.And => "&",
        BinaryOperatorKind.Or => "|",
        BinaryOperatorKind.ExclusiveOr => "^",
        BinaryOperatorKind.LeftShift => "<<",
        BinaryOperatorKind.RightShift => ">>",
        BinaryOperatorKind.ConditionalAnd => "&&",
        BinaryOperatorKind.ConditionalOr => "||",
        BinaryOperatorKind.Equals => "==",
        BinaryOperatorKind.NotEquals => "!=",
        BinaryOperatorKind.LessThan => "<",
        BinaryOperatorKind.LessThanOrEqual => "<=",
        BinaryOperatorKind.GreaterThan => ">",
        BinaryOperatorKind.GreaterThanOrEqual => ">=",
        _ => null,
    };

    private Value CalledOperator(IOperation site, IMethodSymbol method, params Value[] operands)
    {
        var arguments = operands.Select((operand, i) => new Argument(method.Parameters[i], operand, IsDefault: false)).ToImmutableArray();
        return Followed(site, method, null, arguments) ?? Add(new CallValue(site, method.ReturnType, method, null, arguments, CallKind.Operator));
    }

    private Value Compound(ICompoundAssignmentOperation compound)
    {
        var target = Visit(compound.Target);
        var value = Visit(compound.Value);
        Value result;
        if (compound.OperatorMethod is { } method)
        {
            // An operator that changes its left operand in place has one parameter.
            result = method.Parameters.Length == 2 ? CalledOperator(compound, method, target, value) : Unknown(compound, [target, value], isOpaque: true);
        }
        else if (target.Type is { SpecialType: SpecialType.System_String } || compound.IsLifted)
        {
            result = Unknown(compound, [target, value]);
        }
        else
        {
            // The operands meet in the type of the right one, which C# has converted; a shift and small types meet in int.
            var isShift = compound.OperatorKind is BinaryOperatorKind.LeftShift or BinaryOperatorKind.RightShift;
            var meeting = isShift ? compound.Target.Type : compound.Value.Type;
            var left = ConvertedTo(compound, target, meeting, compound.IsChecked);
            result = ConvertedTo(compound, Combined(compound, compound.OperatorKind, null, left, value, meeting, compound.IsChecked, isLifted: false), compound.Type, compound.IsChecked);
        }

        Assign(compound.Target, result);
        return result;
    }

    private Value Increment(IIncrementOrDecrementOperation increment)
    {
        var old = Visit(increment.Target);
        var result = old is ConstantValue { Constant: { } number, Type: { } type } && increment.OperatorMethod is null && !increment.IsLifted && Stepped(number, increment.Kind == OperationKind.Increment, increment.IsChecked) is { } next
            ? Constant(increment, type, NumberFolding.Converted(next, type.SpecialType, increment.IsChecked) ?? next)
            : Unknown(increment, [old]);
        Assign(increment.Target, result);
        return increment.IsPostfix ? old : result;
    }

    private static object? Stepped(object number, bool isUp, bool isChecked)
    {
        object? one = number switch { int => 1, long => 1L, uint => 1u, ulong => 1ul, float => 1f, double => 1.0, decimal => 1m, _ => null };
        return one is null ? null : NumberFolding.Binary(isUp ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract, number, one, isChecked);
    }

    private Value Converted(IConversionOperation conversion)
    {
        var value = Visit(conversion.Operand);
        if (conversion.OperatorMethod is { } method)
        {
            ImmutableArray<Argument> arguments = [new Argument(method.Parameters[0], value, IsDefault: false)];
            return Followed(conversion, method, null, arguments) ?? Add(new CallValue(conversion, conversion.Type, method, null, arguments, CallKind.Conversion));
        }

        return ConvertedTo(conversion, value, conversion.Type, conversion.IsChecked);
    }

    /// <summary>A value by a conversion of C#'s own.</summary>
    private Value ConvertedTo(IOperation site, Value value, ITypeSymbol? type, bool isChecked)
    {
        if (type is null || value is UnknownValue)
        {
            return value;
        }

        if (value is TupleValue tuple && type is INamedTypeSymbol { IsTupleType: true } to && to.TupleElements.Length == tuple.Items.Length)
        {
            return Add(new TupleValue(site, type, [.. tuple.Items.Select((item, i) => ConvertedTo(site, item, to.TupleElements[i].Type, isChecked))]));
        }

        var target = Underlying(type);
        if (value is ConstantValue { Constant: var constant })
        {
            if (constant is null or string or bool || !IsNumber(target))
            {
                return IsNumber(target) || constant is null || type.IsValueType ? Constant(site, type, constant) : value;
            }

            return NumberFolding.Converted(constant, NumberType(target), isChecked) is { } number
                ? Constant(site, type, number)
                : Unknown(site, type, $"'{FirstLine(site)}', which is no '{type.ToDisplayString()}'", [value]);
        }

        if (IsNumber(target) && value.Type is { } from && (!SymbolEqualityComparer.Default.Equals(from, type)))
        {
            return Add(new ConversionValue(site, type, value, isChecked));
        }

        // A reference is what it was; one that is cast down may be nothing of the kind.
        return type.IsReferenceType && site is IConversionOperation { IsImplicit: false } && value.Type is { } declared && !SymbolEqualityComparer.Default.Equals(declared, type) && value is CallValue or MemberValue or ParameterValue
            ? Add(new ConversionValue(site, type, value, isChecked))
            : value;
    }

    private static ITypeSymbol Underlying(ITypeSymbol type)
        => type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] } ? inner : type;

    private static bool IsNumber(ITypeSymbol type) => NumberType(type) is >= SpecialType.System_Char and <= SpecialType.System_Double;

    private static SpecialType NumberType(ITypeSymbol type) => type is INamedTypeSymbol { EnumUnderlyingType: { } underlying } ? underlying.SpecialType : type.SpecialType;
}
