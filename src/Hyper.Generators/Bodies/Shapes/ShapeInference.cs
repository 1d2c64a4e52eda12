using Hyper.Generators.Bodies.Functions;
using Hyper.Generators.Bodies.Reading;
using Hyper.Generators.Bodies.Values;
using Hyper.Generators.Diagnostics;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hyper.Generators.Bodies.Shapes;

/// <summary>
/// Follows shapes through the values of a forward method. Of what it does not know the shape nothing is known, and nothing is
/// reported about that.
/// </summary>
internal sealed class ShapeInference
{
    private readonly IReadOnlyList<Value> _values;
    private readonly ShapeValue[] _known;
    private readonly IReadOnlyList<TensorShape> _given;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<IPropertySymbol, LayerSignature?> _layers = new(SymbolEqualityComparer.Default);
    private readonly List<LayerShapes> _called = [];
    private readonly Dictionary<(string Id, Location Location), Diagnostic> _found = [];
    private readonly Stack<(Region Region, int Index, ShapeValue Before)> _learned = new();
    private bool _hasGivenUp;

    private ShapeInference(IReadOnlyList<Value> values, IReadOnlyList<TensorShape> given, CancellationToken cancellation)
    {
        _given = given;
        _values = values;
        _known = new ShapeValue[values.Count];
        _cancellation = cancellation;
    }

    /// <summary>Follows shapes through a forward method.</summary>
    /// <param name="values">Its values.</param>
    /// <param name="output">What it returns.</param>
    /// <param name="given">The shapes of what it is given, in the order of its parameters; of others only that they have rows is known.</param>
    /// <param name="cancellation">Ends the inference.</param>
    public static ForwardShapes Of(IReadOnlyList<Value> values, Value output, IReadOnlyList<TensorShape> given, CancellationToken cancellation)
    {
        var inference = new ShapeInference(values, given, cancellation);
        foreach (var value in values)
        {
            inference.Unlearn(value.Region);
            inference._known[value.Index] = inference.Follow(value);
            if (inference._hasGivenUp)
            {
                return ForwardShapes.Nothing;
            }
        }

        return new ForwardShapes(inference._found.Values, inference._called, inference._known[output.Index].Shape);
    }

    private static ShapeValue Size(long number) => new SizeValue(Dim.Of(number));

    private ShapeValue Of(Value value) => _known[value.Index] ?? ShapeValue.Unknown;

    private ShapeValue Follow(Value value)
    {
        _cancellation.ThrowIfCancellationRequested();
        return value switch
        {
            ConstantValue constant => constant.Constant switch
            {
                int number => Size(number),
                long number => Size(number),
                bool flag => new FlagValue(flag),
                null => ShapeValue.Absent,
                _ => ShapeValue.Unknown,
            },
            ParameterValue { Parameter.Ordinal: var place } => new TensorValue(place < _given.Count ? _given[place] : TensorShape.Batch, null),
            LayerValue layer => Layer(layer.Property) is { } signature ? new SignatureValue(signature) : ShapeValue.Unknown,
            CallValue call => Call(call),
            MemberValue member => Member(member),
            ElementValue element => Element(element),
            TupleValue tuple => new SeveralValues([.. tuple.Items.Select(Of)]),
            ArrayValue array => new SeveralValues([.. array.Items.Select(Of)]),
            OperatorValue number => Operator(number),

            // A whole number stays what it is only as a whole number.
            ConversionValue conversion => Of(conversion.Operand) is var operand && (operand is not SizeValue || IsWhole(conversion.Type)) ? operand : ShapeValue.Unknown,
            MergeValue merge => merge.Alternatives.Select(Of).Aggregate(ShapeValue.Join),
            _ => ShapeValue.Unknown,
        };
    }

    private ShapeValue Call(CallValue call)
    {
        var receiver = call.Receiver is null ? null : Of(call.Receiver);
        var method = call.Method;
        ShapeValue[] arguments = [.. call.Arguments.Select(argument => argument.IsDefault ? ShapeValue.Absent : Of(argument.Value))];
        if (receiver is SignatureValue layer && method.Name == "forward")
        {
            return Forward(call, layer.Layer, arguments);
        }

        if (!TorchSymbols.HasFunctions(method.ContainingType))
        {
            return Regularizers.Of(method) is { Shape: not RegularizerShape.Other } regularizer
                ? Regularized(new TensorCall(method, null, arguments), regularizer, call)
                : ShapeValue.Unknown;
        }

        if (ReshapesInPlace(method))
        {
            _hasGivenUp = true;
            return ShapeValue.Unknown;
        }

        if (SizeOf(receiver, method, arguments) is { } size)
        {
            return size;
        }

        if (call.Kind == CallKind.Conversion)
        {
            return receiver is null && arguments is [SeveralValues or SizesValue] ? arguments[0]
                : TorchSymbols.IsTensor(call.Type) && !TorchSymbols.IsTensor(call.Arguments[0].Value.Type) ? new TensorValue(TensorShape.Of([]), null)
                : ShapeValue.Unknown;
        }

        if (TensorFunctions.Of(method) is not { } function || !TorchSymbols.IsTensor(method.ReturnType))
        {
            return ShapeValue.Unknown;
        }

        var tensorCall = new TensorCall(method, call.Receiver is { IsTensor: true } ? receiver : null, arguments);
        if (method.Name == "op_UnaryNegation")
        {
            return tensorCall.Input;
        }

        var shape = tensorCall.IsInPlace ? tensorCall.Input.Shape : function.Shape(tensorCall, (rule, parts) => Report(call, rule, parts));
        var chain = call.Kind == CallKind.Operator ? tensorCall.Tensors.Select(tensor => tensor.Chain).FirstOrDefault(known => known is not null) : tensorCall.Input.Chain;
        return shape is null ? ShapeValue.Unknown : new TensorValue(shape, ShapeChain.Then(chain, tensorCall.Title, shape));
    }

    // A function that gives its tensor another shape in place, so that nothing that is known of it stays true.
    private static bool ReshapesInPlace(IMethodSymbol method)
        => method.Name is "resize_" or "resize_as_" or "squeeze_" or "unsqueeze_" or "transpose_" or "swapaxes_" or "swapdims_" or "t_" or "set_" or "as_strided_";

    private static ShapeValue? SizeOf(ShapeValue? receiver, IMethodSymbol method, ShapeValue[] arguments) => (receiver, method.Name, arguments) switch
    {
        (TensorValue { Known.HasGap: false } tensor, "dim", []) => Size(tensor.Known.Front.Length),
        (TensorValue tensor, "size", []) => new SizesValue(tensor.Known),
        (TensorValue tensor, "size", [{ Number: { } number }]) when tensor.Known.Locate(number) is { } place => new SizeValue(tensor.Known.At(place)),
        _ => null,
    };

    private ShapeValue Regularized(TensorCall call, Regularizer regularizer, CallValue site)
    {
        var shape = Regularizers.Shape(call, regularizer, (rule, parts) => Report(site, rule, parts));
        return shape is null ? new TensorValue(TensorShape.Unknown, null) : new TensorValue(shape, ShapeChain.Then(call.Input.Chain, call.Method.Name, shape));
    }

    private ShapeValue Forward(CallValue call, LayerSignature layer, ShapeValue[] arguments)
    {
        var input = arguments.Length > 0 ? arguments[0] : ShapeValue.Unknown;
        var (output, fault, taken) = layer.Apply(input.Shape, input.Chain);
        if (fault is not null)
        {
            Report(call, ShapeRules.InputDoesNotFit, [layer.Name, fault.Takes, fault.Given, ShapeChain.Led(input.Chain), fault.Cure]);
            return output;
        }

        Note(layer.Name, taken, output is SeveralValues { Items: [var first, ..] } ? first.Shape : output.Shape);

        // What the layer could take has the shape that it takes, also where it is used again.
        if ((call.Site as IInvocationOperation)?.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value is { } variable
            && variable is ILocalReferenceOperation or IParameterReferenceOperation
            && !taken.Equals(input.Shape) && taken.Front.Length >= input.Shape.Front.Length && taken.MinRank >= input.Shape.MinRank)
        {
            var chain = ShapeChain.Text(input.Chain).Length > 0 ? ShapeChain.Then(input.Chain, layer.Name + "'s input", taken) : ShapeChain.TakenBy(layer.Name, variable.Syntax.ToString(), taken);
            Learn(call, call.Arguments[0].Value, new TensorValue(taken, chain));
        }

        return output;
    }

    private void Note(string layer, TensorShape input, TensorShape output)
    {
        var index = _called.FindIndex(known => known.Layer == layer);
        if (index < 0)
        {
            _called.Add(new LayerShapes(layer, input, output));
        }
        else
        {
            _called[index] = _called[index].Join(input, output);
        }
    }

    // What a call shows of a value counts from there on, in the part of the body that the call is in.
    private void Learn(CallValue call, Value value, ShapeValue shape)
    {
        _learned.Push((call.Region, value.Index, _known[value.Index]));
        _known[value.Index] = shape;
    }

    private void Unlearn(Region now)
    {
        while (_learned.Count > 0 && !now.IsIn(_learned.Peek().Region))
        {
            var (_, index, before) = _learned.Pop();
            _known[index] = before;
        }
    }

    private ShapeValue Member(MemberValue member) => (member.Receiver is null ? null : Of(member.Receiver), member.Member.Name) switch
    {
        (SignatureValue layer, var name) => layer.Layer.Property(name),
        (TensorValue tensor, "shape") => new SizesValue(tensor.Known),
        (TensorValue { Known.HasGap: false } tensor, "ndim") => Size(tensor.Known.Front.Length),
        (SizesValue { Of.HasGap: false } sizes, "Length" or "LongLength") => Size(sizes.Of.Front.Length),
        (SeveralValues several, _) when Item(member.Member) is { } place && place < several.Items.Length => several.Items[place],
        _ => ShapeValue.Unknown,
    };

    // Of a layer that returns a record, the first part stands first, as in a tuple.
    private static int? Item(ISymbol member) => member is IFieldSymbol field ? TupleItems.Place(field) : null;

    private ShapeValue Element(ElementValue element)
    {
        if (Of(element.Place).Number is not { } number)
        {
            return ShapeValue.Unknown;
        }

        var place = element.IsFromEnd ? -number : number;
        return Of(element.Array) switch
        {
            SizesValue sizes when (element.IsFromEnd || place >= 0) && sizes.Of.Locate(place) is { } found => new SizeValue(sizes.Of.At(found)),
            SeveralValues several when place >= 0 && place < several.Items.Length => several.Items[(int)place],
            _ => ShapeValue.Unknown,
        };
    }

    private ShapeValue Operator(OperatorValue value) => (value.Sign, value.Operands.Select(Of).ToList()) switch
    {
        ("-", [SizeValue { Size: { IsNumber: true } size }]) => Size(-size.Factor),
        ("!", [FlagValue flag]) => new FlagValue(!flag.Value),
        ("&&", [var a, var b]) => Decided(a, b, false),
        ("||", [var a, var b]) => Decided(a, b, true),
        (var sign, [{ Number: { } a }, { Number: { } b }]) => OfNumbers(sign, a, b, value.Type),
        _ => ShapeValue.Unknown,
    };

    private static ShapeValue Decided(ShapeValue a, ShapeValue b, bool by)
        => (a as FlagValue)?.Value == by || (b as FlagValue)?.Value == by ? new FlagValue(by)
            : a is FlagValue ? b
            : ShapeValue.Unknown;

    private static ShapeValue OfNumbers(string sign, long left, long right, ITypeSymbol? type)
    {
        // Whatever is larger is no size of a tensor.
        if (Math.Abs((double)left) > int.MaxValue || Math.Abs((double)right) > int.MaxValue)
        {
            return ShapeValue.Unknown;
        }

        return sign switch
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

    private static bool IsWhole(ITypeSymbol? type)
        => type is { SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 }
            || (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] } && IsWhole(inner));

    private LayerSignature? Layer(IPropertySymbol property)
    {
        if (!_layers.TryGetValue(property, out var layer))
        {
            layer = LayerSignature.Read(property, _cancellation);
            _layers.Add(property, layer);
        }

        return layer;
    }

    private void Report(CallValue call, DiagnosticDescriptor rule, object[] arguments)
    {
        var location = call.Site!.Syntax.GetLocation();
        if (call.IsCertain && !_found.ContainsKey((rule.Id, location)))
        {
            _found.Add((rule.Id, location), Diagnostic.Create(rule, location, arguments));
        }
    }
}
