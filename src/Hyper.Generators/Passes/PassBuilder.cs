using Hyper.Generators.Bodies;
using Hyper.Generators.Bodies.Functions;
using Hyper.Generators.Bodies.Values;
using Hyper.Generators.Model;
using Hyper.Generators.Model.Passes;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Passes;

/// <summary>
/// Makes the values of a forward method and a loss a straight line of steps that are written forward and back. A method of the model's own
/// that is no straight line stays a call; what the compiler knows no derivative of keeps autograd for itself alone. Where neither is
/// possible, autograd differentiates the whole pass.
/// </summary>
internal sealed class PassBuilder
{
    private const int MostSteps = 2_000;

    private readonly IReadOnlyList<Value> _values;
    private readonly LossReading _loss;
    private readonly IReadOnlyList<string> _layers;
    private readonly CollapsedCalls _collapsed;
    private readonly Dictionary<Value, int> _numbers = [];
    private readonly Dictionary<Value, CodeTemplate> _parts = [];
    private readonly List<PassStep> _steps = [];
    private readonly Tracing _tracing = new();
    private readonly CodeWriter _code;

    private PassBuilder(ModelReading reading, LossReading loss)
    {
        _loss = loss;
        _layers = [.. reading.Layers.Select(layer => layer.Name)];
        _values = [.. reading.OfForward, .. reading.Of(loss)];
        _collapsed = new CollapsedCalls(_values, loss.Value);
        _code = new CodeWriter(NameOf);
        foreach (var input in reading.Inputs)
        {
            _numbers[input] = _numbers.Count;
        }

        _numbers[loss.Targets] = _numbers.Count;
    }

    /// <summary>Makes a pass.</summary>
    /// <param name="reading">What the bodies say.</param>
    /// <param name="loss">The loss at its end.</param>
    /// <returns>The pass, or where and why there is none.</returns>
    public static (PassProgram? Program, (Location Where, string What)? Refusal) Build(ModelReading reading, LossReading loss)
    {
        if (reading.End is { } end)
        {
            return (null, (end.Where.Syntax.GetLocation(), end.Why));
        }

        try
        {
            return (new PassBuilder(reading, loss).Build(), null);
        }
        catch (NotWritableException refusal)
        {
            return (null, (refusal.Where?.Syntax.GetLocation() ?? loss.Method.Identifier(), refusal.What));
        }
        catch (Exception fault) when (fault is KeyNotFoundException or InvalidOperationException or ArgumentException or NullReferenceException or InvalidCastException)
        {
            // A pass is a gain in speed; a model whose pass the compiler stumbles over is still a model.
            return (null, (loss.Method.Identifier(), $"an error of the compiler itself, which please report: {fault.GetType().Name}, {fault.Message}"));
        }
    }

    private PassProgram Build()
    {
        var needed = _collapsed.Collapse();
        foreach (var value in _values)
        {
            if (_collapsed.Around(value) is { } call)
            {
                if (ReferenceEquals(call, value) && needed.Contains(call.Result))
                {
                    Called(call);
                }

                continue;
            }

            _tracing.Visit(value, mayUseLayers: MayUseLayers(value));

            // What an exception is made of is written where it is thrown.
            if (needed.Contains(value) && (value is ThrowValue || ReferenceEquals(value.Region, Region.Whole)))
            {
                Step(value);
            }

            if (_steps.Count > MostSteps)
            {
                throw new NotWritableException(value.Site, "a pass of so many steps");
            }
        }

        var terms = new LossTermsReader(_steps, _numbers, _tracing, _code).Read(_loss.Value);
        var (steps, simple) = PassSimplifier.Simplify(_steps, terms);
        return new PassProgram(PartGrouping.Group(steps, simple, _layers).ToEquatableArray(), simple.ToEquatableArray());
    }

    private CodeTemplate? NameOf(Value value)
        => _parts.TryGetValue(value, out var part) ? part : _numbers.TryGetValue(value, out var number) ? CodeTemplate.Hole(number) : null;

    // Code that is not read may use the layers of the model that it is given.
    private static bool MayUseLayers(Value value)
        => value is CallValue { Receiver: SelfValue } call && !call.Method.ReturnsVoid;

    /// <summary>A method of the model's own that stays a call.</summary>
    private void Called(FollowedCall followed)
    {
        var call = new CallValue(followed.Site!, followed.Method.ReturnType, followed.Method, followed.Receiver, followed.Arguments, CallKind.Method) { Index = followed.Index, Scope = followed.Scope };
        var usesLayers = _collapsed.Inside(followed).Any(value => value is LayerValue) || _collapsed.Inside(followed).Any(value => value is CallValue { Receiver: SelfValue });
        _tracing.Visit(call, mayUseLayers: usesLayers);
        Add(call, PassOp.Written, [], _code.Write(call), usesLayers ? _layers : []);
        if (_numbers.TryGetValue(call, out var number))
        {
            Parts(followed.Result, CodeTemplate.Hole(number), call);
        }
    }

    // The result stands for the call, and so do its items where it is a tuple.
    private void Parts(Value result, CodeTemplate code, CallValue call)
    {
        if (result.Index < _values[0].Index || _collapsed.Around(result) is null)
        {
            return;
        }

        _parts[result] = code;
        _tracing.Copy(call, result);
        if (result is TupleValue tuple)
        {
            for (var i = 0; i < tuple.Items.Length; i++)
            {
                Parts(tuple.Items[i], CodeTemplate.Join(code, $".Item{(i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)}"), call);
            }
        }
    }

    private void Step(Value value)
    {
        switch (value)
        {
            case ThrowValue thrown:
                Guard(thrown);
                break;
            case CallValue call when !IsInline(call):
                CallStep(call);
                break;
            case MemberValue or ElementValue when IsOwnStep(value):
                Add(value, PassOp.Written, [], _code.Write(value), LayersOf(value));
                break;
            case StoreValue or UnknownValue { HasEffect: true }:
                _code.Write(value);
                break;
        }
    }

    // What costs nothing, or has a meaning only where it is used, is written there.
    private static bool IsInline(CallValue call)
        => call.Kind == CallKind.Conversion && !call.IsTensor && !TorchSymbols.IsTensor(call.Arguments[0].Parameter.Type)
            || (TorchSymbols.IsScalar(call.Type) && FunctionCall.Scalar(call) is not null)
            || call.Kind == CallKind.Creation && !call.Method.ContainingType.IsReferenceType;

    private bool IsOwnStep(Value value)
        => value.IsTensor || _tracing.IsTraced(value) || value is MemberValue { Receiver: SelfValue };

    private static IReadOnlyList<string> LayersOf(Value value) => [.. value.Inputs.OfType<LayerValue>().Select(layer => layer.Property.Name)];

    private void CallStep(CallValue call)
    {
        if (DisposeScopes.Ignored(call))
        {
            return;
        }

        var function = TensorFunctions.Of(call.Method);
        if (function is { IsIdentity: true } && TensorFunctions.Subject(call) is { } same && NameOf(same) is { } name)
        {
            _parts[call] = name;
            return;
        }

        if (call.Receiver is LayerValue layer && call.Method.Name == "forward")
        {
            Layer(call, layer);
        }
        else if (Regularizers.Of(call.Method) is { } regularizer)
        {
            Regularizer(call, regularizer);
        }
        else if (function is not null && _tracing.IsTraced(call))
        {
            Function(call, function);
        }
        else
        {
            if (function?.WritesInPlace(call) == true)
            {
                InPlace(call);
            }

            Add(call, PassOp.Written, [], _code.Write(call), _tracing.IsTraced(call) ? MayUseLayers(call) ? _layers : LayersOf(call) : []);
        }
    }

    private void Layer(CallValue call, LayerValue layer)
    {
        var name = layer.Property.Name;
        var kind = LayerKinds.Of(layer.Property)[0].Name;
        if (call.Arguments is [{ Value: { } input }] && kind is not ("Lstm" or "Gru") && _numbers.ContainsKey(Named(input)) && _tracing.IsTraced(call))
        {
            Add(call, kind == "Linear" ? PassOp.Linear : PassOp.Layer, [input], _code.Write(call), [], name);
            return;
        }

        Add(call, PassOp.Written, [], _code.Write(call), [name], name);
    }

    private void Regularizer(CallValue call, Regularizer regularizer)
    {
        var hyperparameter = Regularizers.Hyperparameter(call)?.Property.Name;
        switch (regularizer.Method)
        {
            case "L2" or "L1" when hyperparameter is not null && call.Arguments.All(argument => argument.IsDefault || argument.Value is HyperparameterValue):
                Add(call, regularizer.Method == "L2" ? PassOp.L2 : PassOp.L1, [], _code.Write(call), [], hyperparameter: hyperparameter);
                break;
            case "Drop" or "DropChannels" when hyperparameter is not null && call.Arguments is [{ Value: { } x }, { Value: HyperparameterValue }] && _numbers.ContainsKey(Named(x)):
                Add(call, regularizer.Method == "Drop" ? PassOp.Drop : PassOp.DropChannels, [x], _code.Write(call), [], hyperparameter: hyperparameter);
                break;
            default:
                Add(call, PassOp.Written, [], _code.Write(call), []);
                break;
        }
    }

    private void Function(CallValue call, TensorFunction function)
    {
        // Nobody else holds what is changed in place, so that a new tensor is as good, and the formulas know it.
        var plain = function.WritesInPlace(call) ? OutOfPlace(call, function) : call;
        var written = function.Derivative(new FunctionCall(plain));

        if (written is not { } derivative
            || derivative.Operands.Any(operand => !_numbers.ContainsKey(Named(operand)))
            || (derivative.Op == PassOp.CrossEntropy && _tracing.IsTraced(derivative.Operands[1])))
        {
            Add(call, PassOp.Written, [], _code.Write(plain), LayersOf(call));
            return;
        }

        Add(call, derivative.Op, derivative.Operands, _code.Write(plain), [], numbers: [.. derivative.Numbers.Select(_code.Use)], constants: derivative.Constants);
    }

    /// <summary>The call that gives a new tensor instead of changing one.</summary>
    private CallValue OutOfPlace(CallValue call, TensorFunction function)
    {
        InPlace(call);
        if (function.DiffersInPlace)
        {
            throw new NotWritableException(call.Site, $"'{call.Method.Name}', which does something else than '{function.Name}'");
        }

        var method = call.Method;
        if (method.Name.EndsWith("_", StringComparison.Ordinal))
        {
            method = method.ContainingType.GetMembers(method.Name.TrimEnd('_')).OfType<IMethodSymbol>().FirstOrDefault(other =>
                other.IsStatic == method.IsStatic && other.Parameters.Length == method.Parameters.Length
                && other.Parameters.Zip(method.Parameters, (a, b) => a.Name == b.Name && SymbolEqualityComparer.Default.Equals(a.Type, b.Type)).All(same => same))
                ?? throw new NotWritableException(call.Site, $"'{method.Name}', which changes a tensor in place");
        }

        var arguments = call.Arguments.Select((argument, i) => argument with { Parameter = method.Parameters[i], IsDefault = argument.IsDefault || argument.Parameter.Name == "inplace" });
        return new CallValue(call.Site!, call.Type, method, call.Receiver, [.. arguments], call.Kind) { Index = call.Index, Region = call.Region, Scope = call.Scope };
    }

    /// <summary>A value by the variable that it has, through functions that give their input.</summary>
    private Value Named(Value value)
        => value is CallValue call && TensorFunctions.Of(call.Method) is { IsIdentity: true } && TensorFunctions.Subject(call) is { } same ? Named(same) : value;

    // A tensor that changes while others look at it, or that is the caller's, cannot be followed by formulas.
    private void InPlace(CallValue call)
    {
        if (TensorFunctions.Subject(call) is not CallValue subject
            || TensorFunctions.Of(subject.Method) is { IsView: true }
            || (_tracing.IsTraced(call) && !_tracing.IsTraced(subject))
            || _values.Count(value => value is not FollowedCall && value.Inputs.Contains(subject)) > 1)
        {
            throw new NotWritableException(call.Site, $"'{call.Method.Name}', which changes a tensor in place");
        }
    }

    /// <summary>What throws on a condition.</summary>
    private void Guard(ThrowValue thrown)
    {
        var region = thrown.Region;
        if (region.Condition is not { } condition || !ReferenceEquals(region.Parent, Region.Whole))
        {
            throw new NotWritableException(thrown.Site, $"'{Bodies.Reading.MethodReader.FirstLine(thrown.Site!)}'");
        }

        var code = CodeTemplate.Join($"if ({(region.Holds ? "" : "!")}", CodeTemplate.Join("(", _code.Use(condition), ")"), ") { ", _code.Write(thrown), "; }");
        _steps.Add(new PassStep(-1, PassOp.Written, "", new EquatableArray<int>([]), code, IsTraced: false) { HasEffect = true });
    }

    private void Add(
        Value value,
        PassOp op,
        IReadOnlyList<Value> operands,
        CodeTemplate written,
        IReadOnlyList<string> layers,
        string? name = null,
        string hyperparameter = "",
        IReadOnlyList<CodeTemplate>? numbers = null,
        IReadOnlyList<double>? constants = null)
    {
        var isTraced = _tracing.IsTraced(value);
        var isFormula = isTraced || op is PassOp.Drop or PassOp.DropChannels or PassOp.L2 or PassOp.L1;
        var givesNothing = value is CallValue { Method.ReturnsVoid: true, Kind: CallKind.Method };
        var number = givesNothing ? -1 : _numbers.Count;
        if (!givesNothing)
        {
            _numbers[value] = number;
        }

        _steps.Add(new PassStep(
            number,
            isFormula ? op : PassOp.Written,
            name ?? Called(value),
            (isFormula ? operands.Select(operand => _numbers[Named(operand)]) : []).ToEquatableArray(),
            written,
            isTraced)
        {
            Hyperparameter = hyperparameter,
            Layers = (isTraced ? layers : []).ToEquatableArray(),
            Numbers = (isFormula ? numbers ?? [] : []).ToEquatableArray(),
            Constants = (isFormula ? constants ?? [] : []).ToEquatableArray(),
            Called = Called(value),
            IsTensor = value.IsTensor,
            HasEffect = CollapsedCalls.HasEffect(value),
            IsAccessor = value is MemberValue or ElementValue,
            IsKnown = value is MemberValue or ElementValue || (value is CallValue known && (TensorFunctions.Of(known.Method) is not null || Regularizers.Of(known.Method) is not null || known.Receiver is LayerValue)),
        });
    }

    private static string Called(Value value) => value switch
    {
        CallValue { Kind: CallKind.Operator } call => call.Method.Name switch { "op_Addition" => "sum", "op_Subtraction" => "difference", "op_Multiply" => "product", "op_Division" => "quotient", "op_UnaryNegation" => "negative", _ => "combined" },
        CallValue { Kind: CallKind.Conversion } => "number",
        CallValue { Kind: CallKind.Creation } call => call.Method.ContainingType.Name,
        CallValue { Method.Name: "Drop" or "DropChannels" } => "kept",
        CallValue { Method.Name: "max_pool2d" } => "largest",
        CallValue { Method.Name: "avg_pool2d" } => "means",
        CallValue call => call.Method.Name.TrimEnd('_') is { Length: > 0 } name ? name : "value",
        MemberValue { Member: IPropertySymbol { IsIndexer: true } } => "part",
        MemberValue member => member.Member.Name,
        _ => "element",
    };
}
