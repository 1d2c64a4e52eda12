using Hyper.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hyper.Generators.Checking.Shapes;

/// <content>Calls: of layers, of TorchSharp, of the runtime's regularisers and of the model's own methods.</content>
internal sealed partial class ShapeInference
{
    private ShapeValue Call(IInvocationOperation call)
    {
        var receiver = call.Instance is null ? null : Visit(call.Instance);
        var method = call.TargetMethod;
        var arguments = Enumerable.Repeat(ShapeValue.Absent, method.Parameters.Length).ToArray();
        foreach (var argument in call.Arguments)
        {
            if (argument is { ArgumentKind: not ArgumentKind.DefaultValue, Parameter: { } parameter })
            {
                arguments[parameter.Ordinal] = Visit(argument.Value);
            }
        }

        _state.Forget(Writes.In([.. call.Arguments.Where(argument => argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out)]));
        if (_state.IsDead)
        {
            return ShapeValue.Unknown;
        }

        if (receiver is LayerValue layer && method.Name == "forward")
        {
            return Forward(call, layer.Layer, arguments);
        }

        if (TensorFunctions.ReshapesInPlace(method))
        {
            _hasGivenUp = true;
            return ShapeValue.Unknown;
        }

        void ReportHere(DiagnosticDescriptor rule, object[] parts) => Report(call, rule, parts);
        var owner = method.ContainingType.ToDisplayString();
        switch (owner)
        {
            case "TorchSharp.torch.Tensor" when SizeOf(receiver, method, arguments) is { } size:
                return size;
            case "TorchSharp.torch.Tensor" or "TorchSharp.torch" or "TorchSharp.torch.nn.functional" or "TorchSharp.TensorExtensionMethods":
                return (IsTensor(method.ReturnType) ? TensorFunctions.Of(new TensorCall(method, IsTensor(call.Instance?.Type) ? receiver : null, arguments), ReportHere) : null) ?? ShapeValue.Unknown;
            case "Hyper.Runtime.Layers.Regularizers" or "Hyper.Runtime.Layers.Augmentations":
                return TensorFunctions.OfRegularizer(new TensorCall(method, null, arguments), ReportHere);
            default:
                return Own(method, arguments);
        }
    }

    private static ShapeValue? SizeOf(ShapeValue? receiver, IMethodSymbol method, ShapeValue[] arguments) => (receiver, method.Name, arguments) switch
    {
        (TensorValue { Known.HasGap: false } tensor, "dim", []) => Size(tensor.Known.Front.Length),
        (TensorValue tensor, "size", []) => new SizesValue(tensor.Known),
        (TensorValue tensor, "size", [{ Number: { } number }]) when tensor.Known.Locate(number) is { } place => new SizeValue(tensor.Known.At(place)),
        _ => null,
    };

    private ShapeValue Forward(IInvocationOperation call, LayerSignature layer, ShapeValue[] arguments)
    {
        var input = arguments.Length > 0 ? arguments[0] : ShapeValue.Unknown;
        var (output, fault, taken) = layer.Apply(input.Shape, input.Chain);
        if (fault is not null)
        {
            Report(call, ShapeRules.InputDoesNotFit, [layer.Name, fault.Takes, fault.Given, TensorFunctions.Led(input.Chain), fault.Cure]);
            return output;
        }

        Note(layer.Name, taken, output is SeveralValues { Items: [var first, ..] } ? first.Shape : output.Shape);

        // What the layer could take has the shape that it takes, also where it is used again.
        if (call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value is { } variable
            && variable is ILocalReferenceOperation or IParameterReferenceOperation
            && !taken.Equals(input.Shape) && taken.Front.Length >= input.Shape.Front.Length && taken.MinRank >= input.Shape.MinRank)
        {
            var chain = ShapeChain.Text(input.Chain).Length > 0 ? ShapeChain.Then(input.Chain, layer.Name + "'s input", taken) : ShapeChain.TakenBy(layer.Name, variable.Syntax.ToString(), taken);
            Assign(variable, new TensorValue(taken, chain));
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

    private ShapeValue Own(IMethodSymbol method, ShapeValue[] arguments)
    {
        var definition = method.OriginalDefinition.PartialImplementationPart ?? method.OriginalDefinition;
        var mayBeOther = (method.IsVirtual || method.IsOverride || method.IsAbstract) && !method.ContainingType.IsSealed;
        if (mayBeOther
            || definition.IsAsync
            || definition.Parameters.Any(parameter => parameter.RefKind != RefKind.None)
            || _frames.Count >= MaxDepth
            || _frames.Any(frame => SymbolEqualityComparer.Default.Equals(frame.Method, definition))
            || Body(definition) is not { } body)
        {
            return ShapeValue.Unknown;
        }

        // A parameter that is left out has its own default.
        var given = arguments.Select((argument, i) => ReferenceEquals(argument, ShapeValue.Absent) ? Default(definition.Parameters[i]) : argument);
        return Run(definition, body, [.. given]);
    }

    private IOperation? Body(IMethodSymbol method)
    {
        if (method.MethodKind != MethodKind.LocalFunction)
        {
            return _bodies(method);
        }

        // Who calls it is in the method that declares it.
        return _entered
            .SelectMany(outer => outer.DescendantsAndSelf())
            .OfType<ILocalFunctionOperation>()
            .FirstOrDefault(function => SymbolEqualityComparer.Default.Equals(function.Symbol, method))?.Body;
    }

    private static ShapeValue Default(IParameterSymbol parameter) => parameter.HasExplicitDefaultValue
        ? parameter.ExplicitDefaultValue switch
        {
            int number => Size(number),
            long number => Size(number),
            bool flag => new FlagValue(flag),
            null => ShapeValue.Absent,
            _ => ShapeValue.Unknown,
        }
        : ShapeValue.Unknown;
}
