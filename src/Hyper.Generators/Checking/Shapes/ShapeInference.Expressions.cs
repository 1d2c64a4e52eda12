using System.Globalization;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hyper.Generators.Checking.Shapes;

/// <content>Expressions: what each value is.</content>
internal sealed partial class ShapeInference
{
    private static bool IsTensor(ITypeSymbol? type) => type is { Name: "Tensor" } && type.Is(KnownTypes.Tensor);

    private ShapeValue Expression(IOperation operation)
    {
        switch (operation)
        {
            case ILocalReferenceOperation local:
                return Read(local.Local);
            case IParameterReferenceOperation parameter:
                return Read(parameter.Parameter);
            case IInvocationOperation call:
                return Call(call);
            case IPropertyReferenceOperation property:
                return Property(property);
            case IFieldReferenceOperation field:
                return Field(field);
            case IArrayElementReferenceOperation element:
                return Element(element);
            case IConversionOperation conversion:
                return Converted(conversion);
            case IParenthesizedOperation parentheses:
                return Visit(parentheses.Operand);
            case IUnaryOperation unary:
                return Unary(unary);
            case IBinaryOperation binary:
                return Binary(binary);
            case ISimpleAssignmentOperation assignment:
                var value = Visit(assignment.Value);
                Assign(assignment.Target, value);
                return value;
            case ICompoundAssignmentOperation compound:
                var target = Visit(compound.Target);
                var result = Combined(compound, compound.OperatorKind, target, Visit(compound.Value), compound.Target.Type, compound.Value.Type);
                Assign(compound.Target, result);
                return result;
            case IIncrementOrDecrementOperation increment:
                Assign(increment.Target, ShapeValue.Unknown);
                return ShapeValue.Unknown;
            case IDeconstructionAssignmentOperation deconstruction:
                var parts = Visit(deconstruction.Value);
                Assign(deconstruction.Target, parts);
                return parts;
            case ITupleOperation tuple:
                return new SeveralValues([.. tuple.Elements.Select(Visit)]);
            case IArrayCreationOperation { Initializer: { } initializer }:
                return new SeveralValues([.. initializer.ElementValues.Select(Visit)]);
            case ICollectionExpressionOperation collection when collection.Elements.All(element => element is not ISpreadOperation):
                return new SeveralValues([.. collection.Elements.Select(Visit)]);
            case ICoalesceOperation coalesce:
                var first = Visit(coalesce.Value);
                if (ReferenceEquals(first, ShapeValue.Absent))
                {
                    return Visit(coalesce.WhenNull);
                }

                Choose(true, coalesce.WhenNull, null);
                return ShapeValue.Unknown;
            case ISwitchExpressionOperation choice:
                return SwitchExpression(choice);
            case IConditionalAccessOperation or IIsPatternOperation:
                _muted++;
                VisitChildren(operation);
                _muted--;
                _state.Forget(Writes.In(operation));
                return ShapeValue.Unknown;
            default:
                VisitChildren(operation);
                _state.Forget(Writes.In(operation));
                return ShapeValue.Unknown;
        }
    }

    private ShapeValue SwitchExpression(ISwitchExpressionOperation choice)
    {
        var value = Visit(choice.Value);
        if (value.Number is { } number)
        {
            foreach (var arm in choice.Arms.TakeWhile(arm => arm is { Guard: null, Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: int } } or IDiscardPatternOperation }))
            {
                if (arm.Pattern is IDiscardPatternOperation || (arm.Pattern is IConstantPatternOperation { Value.ConstantValue.Value: int expected } && expected == number))
                {
                    return Visit(arm.Value);
                }
            }
        }

        _state.Forget(Writes.In([.. choice.Arms.Select(arm => arm.Guard)]));
        return Choose(choice.Value.ConstantValue.HasValue || Writes.Mentions(choice.Value) || choice.Arms.Any(arm => arm.Guard is not null), [.. choice.Arms.Select(arm => arm.Value)]);
    }

    private ShapeValue Property(IPropertyReferenceOperation reference)
    {
        if (Layer(reference.Property) is { } layer)
        {
            return new LayerValue(layer);
        }

        var receiver = Visit(reference.Instance);
        foreach (var argument in reference.Arguments)
        {
            Visit(argument.Value);
        }

        return (receiver, reference.Property.Name) switch
        {
            (LayerValue known, var name) => known.Layer.Property(name),
            (TensorValue tensor, "shape") => new SizesValue(tensor.Known),
            (TensorValue { Known.HasGap: false } tensor, "ndim") => Size(tensor.Known.Front.Length),
            (SizesValue { Of.HasGap: false } sizes, "Length" or "LongLength") => Size(sizes.Of.Front.Length),
            _ => ShapeValue.Unknown,
        };
    }

    private ShapeValue Field(IFieldReferenceOperation reference)
    {
        var receiver = Visit(reference.Instance);
        var field = reference.Field.CorrespondingTupleField ?? reference.Field;
        return receiver is SeveralValues several
            && field.Name.StartsWith("Item", StringComparison.Ordinal)
            && int.TryParse(field.Name.Substring("Item".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var item)
            && item >= 1 && item <= several.Items.Length
            ? several.Items[item - 1]
            : ShapeValue.Unknown;
    }

    private ShapeValue Element(IArrayElementReferenceOperation element)
    {
        var array = Visit(element.ArrayReference);
        if (element.Indices is not [var index])
        {
            VisitAll(element.Indices);
            return ShapeValue.Unknown;
        }

        var isFromEnd = index is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat };
        if (Visit(index is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } hat ? hat.Operand : index).Number is not { } number)
        {
            return ShapeValue.Unknown;
        }

        var place = isFromEnd ? -number : number;
        return array switch
        {
            SizesValue sizes when (isFromEnd || place >= 0) && sizes.Of.Locate(place) is { } found => new SizeValue(sizes.Of.At(found)),
            SeveralValues several when place >= 0 && place < several.Items.Length => several.Items[(int)place],
            _ => ShapeValue.Unknown,
        };
    }

    private ShapeValue Converted(IConversionOperation conversion)
    {
        var value = Visit(conversion.Operand);
        if (conversion.OperatorMethod is null)
        {
            // A whole number stays what it is only as a whole number.
            return value is not SizeValue || IsWhole(conversion.Type) ? value : ShapeValue.Unknown;
        }

        return value is SeveralValues or SizesValue ? value
            : IsTensor(conversion.Type) && conversion.Operand.Type is { SpecialType: not SpecialType.None } ? new TensorValue(TensorShape.Of([]), null)
            : ShapeValue.Unknown;
    }

    private static bool IsWhole(ITypeSymbol? type)
        => type is { SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 }
            || (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] } && IsWhole(inner));

    private ShapeValue Unary(IUnaryOperation unary)
    {
        var operand = Visit(unary.Operand);
        return (unary.OperatorKind, operand) switch
        {
            (UnaryOperatorKind.Minus, SizeValue { Size: { IsNumber: true } size }) => Size(-size.Factor),
            (UnaryOperatorKind.Not, FlagValue flag) => new FlagValue(!flag.Value),
            (UnaryOperatorKind.Minus or UnaryOperatorKind.Plus or UnaryOperatorKind.BitwiseNegation, TensorValue tensor) => tensor,
            _ => ShapeValue.Unknown,
        };
    }

    private ShapeValue Binary(IBinaryOperation binary)
    {
        var left = Visit(binary.LeftOperand);
        if (binary.OperatorKind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr)
        {
            var decides = binary.OperatorKind == BinaryOperatorKind.ConditionalOr;
            if (left is FlagValue flag)
            {
                return flag.Value == decides ? flag : Visit(binary.RightOperand);
            }

            var right = ShapeValue.Unknown;
            Branch(true, () => right = Visit(binary.RightOperand), () => { });
            return right is FlagValue other && other.Value == decides ? other : ShapeValue.Unknown;
        }

        return Combined(binary, binary.OperatorKind, left, Visit(binary.RightOperand), binary.LeftOperand.Type, binary.RightOperand.Type);
    }

    private ShapeValue Combined(IOperation operation, BinaryOperatorKind kind, ShapeValue left, ShapeValue right, ITypeSymbol? leftType, ITypeSymbol? rightType)
    {
        var symbol = kind switch
        {
            BinaryOperatorKind.Add => "+",
            BinaryOperatorKind.Subtract => "-",
            BinaryOperatorKind.Multiply => "*",
            BinaryOperatorKind.Divide => "/",
            BinaryOperatorKind.Remainder => "%",
            BinaryOperatorKind.Equals => "==",
            BinaryOperatorKind.NotEquals => "!=",
            BinaryOperatorKind.LessThan => "<",
            BinaryOperatorKind.LessThanOrEqual => "<=",
            BinaryOperatorKind.GreaterThan => ">",
            BinaryOperatorKind.GreaterThanOrEqual => ">=",
            _ => "",
        };
        if (IsTensor(operation.Type) && symbol.Length > 0)
        {
            var shape = !IsTensor(rightType) ? left.Shape : !IsTensor(leftType) ? right.Shape
                : TensorFunctions.Combine(symbol, left, right, (rule, arguments) => Report(operation, rule, arguments));
            return new TensorValue(shape, ShapeChain.Then(left.Chain ?? right.Chain, symbol, shape));
        }

        return left.Number is { } a && right.Number is { } b ? OfNumbers(symbol, a, b, operation.Type) : ShapeValue.Unknown;
    }

    private static ShapeValue OfNumbers(string symbol, long left, long right, ITypeSymbol? type)
    {
        // Whatever is larger is no size of a tensor.
        if (Math.Abs((double)left) > int.MaxValue || Math.Abs((double)right) > int.MaxValue)
        {
            return ShapeValue.Unknown;
        }

        return symbol switch
        {
            "==" => new FlagValue(left == right),
            "!=" => new FlagValue(left != right),
            "<" => new FlagValue(left < right),
            "<=" => new FlagValue(left <= right),
            ">" => new FlagValue(left > right),
            ">=" => new FlagValue(left >= right),
            _ when !IsWhole(type) => ShapeValue.Unknown,
            "+" => Size(left + right),
            "-" => Size(left - right),
            "*" => Size(left * right),
            "/" when right != 0 => Size(left / right),
            "%" when right != 0 => Size(left % right),
            _ => ShapeValue.Unknown,
        };
    }
}
