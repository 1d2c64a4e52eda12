using System.Collections.Immutable;
using Hyper.Generators.Bodies.Functions;
using Hyper.Generators.Bodies.Values;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hyper.Generators.Bodies.Reading;

/// <content>Calls: known by their symbol, with arguments bound to parameters; the model's own methods are followed.</content>
internal sealed partial class MethodReader
{
    private Value Call(IInvocationOperation call)
    {
        var receiver = call.Instance is null ? null : Visit(call.Instance);
        var method = call.TargetMethod;
        var arguments = Arguments(call.Arguments, method);
        var references = call.Arguments.Where(argument => argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out).ToList();
        if (_state.IsDead)
        {
            return Unknown(call, [], isOpaque: true);
        }

        if (method.MethodKind == MethodKind.DelegateInvoke && receiver is FunctionValue function)
        {
            var bound = arguments.Select((argument, i) => argument with { Parameter = i < function.Method.Parameters.Length ? function.Method.Parameters[i] : argument.Parameter }).ToImmutableArray();
            return Followed(call, function.Method, function.Receiver, bound)
                ?? Add(new CallValue(call, call.Type, function.Method, function.Receiver, bound, CallKind.Method));
        }

        if (references.Count > 0)
        {
            var inputs = arguments.Select(argument => argument.Value).Concat(receiver is null ? [] : [receiver]).ToList();
            var given = Add(new UnknownValue(call, call.Type, $"'{method.Name}', which writes to its arguments", inputs, isOpaque: receiver is SelfValue) { HasEffect = true });
            foreach (var reference in references)
            {
                Assign(reference.Value, Unknown(reference, reference.Value.Type, $"what '{method.Name}' writes", inputs, isOpaque: receiver is SelfValue));
            }

            return given;
        }

        if (receiver is not LayerValue && Followed(call, method, receiver, arguments) is { } followed)
        {
            return followed;
        }

        var value = Add(new CallValue(call, call.Type, method, receiver, arguments, CallKind.Method));
        if (TensorFunctions.Of(method) is { } known)
        {
            return known.WritesInPlace(value) && TensorFunctions.Subject(value) is { } subject ? Changed(subject, value) : value;
        }

        // Code of others may keep what it is given: a list that is added to.
        if (receiver is CallValue or UnknownValue or MergeValue or LoopValue && arguments.Length > 0 && !TorchSymbols.IsOfTorch(method.ContainingType) && receiver.Type is { IsReferenceType: true })
        {
            _state.Exchange(receiver, Unknown(call, receiver.Type, $"what '{method.Name}' makes of it", [receiver, .. arguments.Select(argument => argument.Value)]));
        }

        return value;
    }

    // Whoever holds the tensor sees the change.
    private CallValue Changed(Value old, CallValue @new)
    {
        _state.Exchange(old, @new);
        return @new;
    }

    private ImmutableArray<Argument> Arguments(ImmutableArray<IArgumentOperation> arguments, IMethodSymbol method) => Arguments(arguments, method.Parameters);

    // Evaluated in the order in which they are written, kept in the order of the parameters.
    private ImmutableArray<Argument> Arguments(ImmutableArray<IArgumentOperation> arguments, ImmutableArray<IParameterSymbol> parameters)
    {
        var bound = new Argument?[parameters.Length];
        foreach (var argument in arguments)
        {
            if (argument.Parameter is { } parameter && parameter.Ordinal < bound.Length)
            {
                bound[parameter.Ordinal] = new Argument(parameters[parameter.Ordinal], Visit(argument.Value), argument.ArgumentKind == ArgumentKind.DefaultValue);
            }
        }

        return [.. bound.Select((argument, i) => argument ?? new Argument(parameters[i], Constant(null, parameters[i].Type, null), IsDefault: true))];
    }

    /// <summary>Follows a call into a method of the model's own; null where it cannot.</summary>
    private Value? Followed(IOperation site, IMethodSymbol method, Value? receiver, ImmutableArray<Argument> arguments)
    {
        var definition = method.OriginalDefinition.PartialImplementationPart ?? method.OriginalDefinition;
        var mayBeOther = (method.IsVirtual || method.IsOverride || method.IsAbstract) && !method.ContainingType.IsSealed;
        if (mayBeOther
            || receiver is not (null or SelfValue)
            || definition.IsAsync
            || definition.Parameters.Any(parameter => parameter.RefKind != RefKind.None)
            || arguments.Length != definition.Parameters.Length
            || _frames.Count >= MaxDepth
            || _frames.Any(frame => SymbolEqualityComparer.Default.Equals(frame.Method, definition))
            || BodyOf(definition) is not { } body
            || FactsOf(body).IsIterator)
        {
            return null;
        }

        var first = _values.Count;
        var result = Run(definition, body, [.. arguments.Select(argument => argument.Value)]);
        Add(new FollowedCall(site, method, receiver, arguments, first, result));
        return result;
    }
}
