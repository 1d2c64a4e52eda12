using Hyper.Generators.Bodies.Functions;
using Hyper.Generators.Bodies.Values;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Passes;

/// <summary>Which values weights have gone into, so that a gradient goes on through them.</summary>
internal sealed class Tracing
{
    private readonly HashSet<Value> _traced = [];

    public bool IsTraced(Value value) => _traced.Contains(value);

    /// <summary>Looks at a value, behind all those that it is computed from.</summary>
    /// <param name="value">The value.</param>
    /// <param name="mayUseLayers">Whether it is a call into code that is not read and may use layers.</param>
    public void Visit(Value value, bool mayUseLayers)
    {
        if (value.Scope is null && (mayUseLayers || Follows(value)))
        {
            _traced.Add(value);
        }
    }

    /// <summary>Has a value be what another one is.</summary>
    public void Copy(Value from, Value to)
    {
        if (IsTraced(from))
        {
            _traced.Add(to);
        }
    }

    private bool Follows(Value value) => value switch
    {
        LayerValue or SelfValue or HyperparameterValue or ConstantValue or ParameterValue or FunctionValue or FollowedCall => false,
        CallValue call => Call(call),
        MemberValue { Receiver: LayerValue } member => TorchSymbols.MayHoldTensors(member.Type),
        _ => TorchSymbols.MayHoldTensors(value.Type) && value.Inputs.Any(IsTraced),
    };

    private bool Call(CallValue call)
    {
        if (!TorchSymbols.MayHoldTensors(call.Type) || TensorFunctions.Of(call.Method)?.End is not null)
        {
            return false;
        }

        if (Regularizers.Of(call.Method) is { IsPenalty: true })
        {
            return true;
        }

        // What a hyperparameter tells about rows depends on their number alone.
        return call.Receiver is not HyperparameterValue && call.Inputs.Any(input => input is LayerValue || IsTraced(input));
    }
}
