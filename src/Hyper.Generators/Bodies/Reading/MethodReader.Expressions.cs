using Hyper.Generators.Bodies.Values;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hyper.Generators.Bodies.Reading;

/// <content>Expressions: what each value is.</content>
internal sealed partial class MethodReader
{
    private Value Expression(IOperation operation)
    {
        switch (operation)
        {
            case { Type.TypeKind: TypeKind.Error }:
                // C# itself has found fault with it.
                return Ended(operation, VisitAll(operation.ChildOperations));
            case ILocalReferenceOperation local:
                return Variable(local, local.Local);
            case IParameterReferenceOperation parameter:
                return Variable(parameter, parameter.Parameter);
            case IParenthesizedOperation parentheses:
                return Visit(parentheses.Operand);
            case IInvocationOperation call:
                return Call(call);
            case IObjectCreationOperation { Constructor: { } constructor, Initializer: null } creation:
                return Add(new CallValue(creation, creation.Type, constructor, null, Arguments(creation.Arguments, constructor), CallKind.Creation));
            case IPropertyReferenceOperation property:
                return Property(property);
            case IFieldReferenceOperation field:
                return Field(field);
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } instance:
                return Add(new SelfValue(instance, instance.Type));
            case IArrayElementReferenceOperation element:
                return Element(element);
            case IConversionOperation conversion:
                return Converted(conversion);
            case IUnaryOperation unary:
                return Unary(unary);
            case IBinaryOperation binary:
                return Binary(binary);
            case ISimpleAssignmentOperation assignment:
                var value = Visit(assignment.Value);
                Assign(assignment.Target, value);
                return value;
            case ICompoundAssignmentOperation compound:
                return Compound(compound);
            case IIncrementOrDecrementOperation increment:
                return Increment(increment);
            case IDeconstructionAssignmentOperation deconstruction:
                var parts = Visit(deconstruction.Value);
                Assign(deconstruction.Target, parts);
                return parts;
            case ITupleOperation tuple:
                return Add(new TupleValue(tuple, tuple.Type, [.. VisitAll(tuple.Elements)]));
            case IArrayCreationOperation { Initializer: { } initializer, DimensionSizes.Length: 1 }:
                return Add(new ArrayValue(operation, operation.Type, [.. VisitAll(initializer.ElementValues)]));
            case ICollectionExpressionOperation collection when collection.Elements.All(element => element is not ISpreadOperation):
                return Add(new ArrayValue(operation, operation.Type, [.. VisitAll(collection.Elements)]));
            case IArrayCreationOperation empty:
                return Unknown(empty, empty.Type, "an array that is filled later", VisitAll(empty.DimensionSizes));
            case IRangeOperation range:
                return Add(new RangeValue(range, range.Type, range.LeftOperand is null ? null : Visit(range.LeftOperand), range.RightOperand is null ? null : Visit(range.RightOperand)));
            case ICoalesceOperation coalesce:
                var first = Visit(coalesce.Value);
                return first is ConstantValue { Constant: null } ? Visit(coalesce.WhenNull)
                    : first is ConstantValue ? first
                    : MergeOf(coalesce, coalesce.Type, first, Choose(coalesce, null, true, coalesce.WhenNull));
            case IConditionalOperation conditional:
                return Conditional(conditional);
            case ISwitchExpressionOperation choice:
                return SwitchExpression(choice);
            case IInterpolatedStringOperation text:
                return Text(text);
            case IAnonymousFunctionOperation lambda:
                return Add(new FunctionValue(lambda, lambda.Type, lambda.Symbol, null));
            case IMethodReferenceOperation reference:
                return Add(new FunctionValue(reference, reference.Type, reference.Method, reference.Instance is null ? null : Visit(reference.Instance)));
            case IDelegateCreationOperation creation:
                return Visit(creation.Target);
            case IIsPatternOperation pattern:
                return Pattern(pattern);
            case IConditionalAccessOperation:
                _muted++;
                var accessed = VisitAll(operation.ChildOperations);
                _muted--;
                return Ended(operation, accessed);
            default:
                return Ended(operation, VisitAll(operation.ChildOperations));
        }
    }

    // What is not understood, with what goes into it; what it writes to is unknown from then on.
    private Value Ended(IOperation operation, IReadOnlyList<Value> inputs)
    {
        Forget(operation, Writes.In(operation), inputs);
        var isOpaque = operation is IDynamicInvocationOperation or IAwaitOperation or IInvalidOperation;
        var hasEffect = isOpaque || operation is IObjectCreationOperation or ICoalesceAssignmentOperation or IEventAssignmentOperation or ICompoundAssignmentOperation;
        return Add(new UnknownValue(operation, operation.Type, $"'{FirstLine(operation)}'", inputs, isOpaque) { HasEffect = hasEffect });
    }

    private Value Variable(IOperation site, ISymbol variable)
        => _untracked.Contains(variable) ? Unknown(site, site.Type, $"'{variable.Name}', which a function writes to", _state[variable] is { } held ? [held] : [], isOpaque: true)
            : _state[variable] ?? Unknown(site, site.Type, $"'{variable.Name}'", [], isOpaque: true);

    private Value SwitchExpression(ISwitchExpressionOperation choice)
    {
        var value = Visit(choice.Value);
        if (value is ConstantValue { Constant: { } constant })
        {
            foreach (var arm in choice.Arms.TakeWhile(arm => arm is { Guard: null, Pattern: IConstantPatternOperation { Value.ConstantValue.HasValue: true } or IDiscardPatternOperation }))
            {
                if (arm.Pattern is IDiscardPatternOperation || (arm.Pattern is IConstantPatternOperation expected && constant.Equals(expected.Value.ConstantValue.Value)))
                {
                    return Visit(arm.Value);
                }
            }
        }

        Forget(choice, Writes.In([.. choice.Arms.Select(arm => arm.Guard)]), [value]);
        var mentions = choice.Value.ConstantValue.HasValue || Writes.Mentions(choice.Value) || choice.Arms.Any(arm => arm.Guard is not null);
        return Choose(choice, null, mentions, [.. choice.Arms.Select(arm => arm.Value)]);
    }

    private Value Property(IPropertyReferenceOperation reference)
    {
        var property = reference.Property.PartialDefinitionPart ?? reference.Property;
        var receiver = reference.Instance is { } instance ? Visit(instance) : null;
        if (receiver is SelfValue or null)
        {
            if (LayerKinds.IsLayer(property))
            {
                return Add(new LayerValue(reference, property));
            }

            if (AttributeReader.Has(property, KnownTypes.HyperparameterAttribute))
            {
                return Add(new HyperparameterValue(reference, property));
            }
        }

        var arguments = Arguments(reference.Arguments, property.Parameters);
        if (receiver is ArrayValue array && property.Name == "Length")
        {
            return Constant(reference, reference.Type, array.Items.Length);
        }

        if (receiver is SelfValue or null && property.GetMethod is { } getter && Followed(reference, getter, receiver, arguments) is { } followed)
        {
            return followed;
        }

        return Add(new MemberValue(reference, reference.Type, property, receiver, arguments));
    }

    private Value Field(IFieldReferenceOperation reference)
    {
        var receiver = reference.Instance is { } instance ? Visit(instance) : null;
        var field = reference.Field.CorrespondingTupleField ?? reference.Field;
        if (receiver is TupleValue tuple && TupleItems.Place(field) is { } item && item < tuple.Items.Length)
        {
            return tuple.Items[item];
        }

        return Add(new MemberValue(reference, reference.Type, field, receiver, []));
    }

    private Value Element(IArrayElementReferenceOperation element)
    {
        var array = Visit(element.ArrayReference);
        if (element.Indices is not [var index])
        {
            return Unknown(element, [array, .. VisitAll(element.Indices)]);
        }

        var isFromEnd = index is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat };
        var place = Visit(index is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } hat ? hat.Operand : index);
        if (array is ArrayValue { Items: var items } && place is ConstantValue { Constant: int or long } number)
        {
            var at = Convert.ToInt64(number.Constant, System.Globalization.CultureInfo.InvariantCulture);
            at = isFromEnd ? items.Length - at : at;
            if (at >= 0 && at < items.Length)
            {
                return items[(int)at];
            }
        }

        return Add(new ElementValue(element, element.Type, array, place, isFromEnd));
    }

    private Value Text(IInterpolatedStringOperation text)
    {
        var parts = new List<Value>();
        foreach (var part in text.Parts)
        {
            switch (part)
            {
                case IInterpolatedStringTextOperation { Text: var constant }:
                    parts.Add(Visit(constant));
                    break;
                case IInterpolationOperation { Alignment: null, FormatString: null } interpolation:
                    parts.Add(Visit(interpolation.Expression));
                    break;
                default:
                    return Ended(text, VisitAll(text.ChildOperations));
            }
        }

        return Add(new TextValue(text, text.Type, [.. parts]));
    }

    private Value Pattern(IIsPatternOperation pattern)
    {
        var value = Visit(pattern.Value);
        var (isNegated, inner) = pattern.Pattern is INegatedPatternOperation not ? (true, not.Pattern) : (false, pattern.Pattern);
        if (inner is IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } })
        {
            return value is ConstantValue known
                ? Constant(pattern, pattern.Type, (known.Constant is null) != isNegated)
                : Add(new OperatorValue(pattern, pattern.Type, isNegated ? "is not null" : "is null", [value], isChecked: false));
        }

        Forget(pattern, Writes.In(pattern), [value]);
        foreach (var declared in pattern.DescendantsAndSelf().OfType<IDeclarationPatternOperation>().Select(declaration => declaration.DeclaredSymbol).OfType<ISymbol>())
        {
            _state[declared] = value;
        }

        return Unknown(pattern, [value]);
    }

    private void Assign(IOperation target, Value value)
    {
        switch (target)
        {
            case ILocalReferenceOperation { Local.RefKind: RefKind.None } local:
                _state[local.Local] = value;
                break;
            case IParameterReferenceOperation { Parameter.RefKind: RefKind.None } parameter:
                _state[parameter.Parameter] = value;
                break;
            case IDeclarationExpressionOperation declaration:
                Assign(declaration.Expression, value);
                break;
            case IDiscardOperation:
                break;
            case IParenthesizedOperation inner:
                Assign(inner.Operand, value);
                break;
            case ITupleOperation tuple:
                for (var i = 0; i < tuple.Elements.Length; i++)
                {
                    Assign(tuple.Elements[i], Item(target, value, i, tuple.Elements.Length));
                }

                break;
            default:
                Store(target, value);
                break;
        }
    }

    private Value Item(IOperation site, Value whole, int place, int count)
    {
        if (whole is TupleValue tuple && tuple.Items.Length == count)
        {
            return tuple.Items[place];
        }

        return whole.Type is INamedTypeSymbol { IsTupleType: true } type && type.TupleElements.Length == count && whole.Site is { } origin
            ? Add(new MemberValue(origin, type.TupleElements[place].Type, type.TupleElements[place].CorrespondingTupleField ?? type.TupleElements[place], whole, []))
            : Unknown(site, null, "a part of a value that is taken apart", [whole]);
    }

    private void Store(IOperation target, Value value)
    {
        var holder = target switch
        {
            IArrayElementReferenceOperation element => element.ArrayReference,
            IPropertyReferenceOperation { Instance: { } instance } => instance,
            IFieldReferenceOperation { Instance: { } instance } => instance,
            ILocalReferenceOperation or IParameterReferenceOperation => target,
            _ => null,
        };
        var held = holder is null ? null : Visit(holder);
        if (target is IPropertyReferenceOperation property)
        {
            Arguments(property.Arguments, property.Property.Parameters);
        }

        var stored = Add(new StoreValue(target, FirstLine(target), held, value));
        if (held is not null and not SelfValue)
        {
            // Whoever holds what is written to holds something else now.
            _state.Exchange(held, Unknown(target, held.Type, $"'{FirstLine(target)}', which is written to", [held, stored]));
        }
    }
}
