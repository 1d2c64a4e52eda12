using Hyper.Generators.Bodies.Values;
using Hyper.Generators.Symbols;

namespace Hyper.Generators.Bodies.Reading;

/// <summary>The calls of TorchSharp that say whether gradients are kept.</summary>
internal static class GradientScopes
{
    /// <summary>Whether what a call gives keeps gradients from being kept until it is disposed of.</summary>
    public static bool ClosesGradients(CallValue call) => call.Method.Name switch
    {
        "no_grad" or "inference_mode" => Is(call) && Flag(call) is not false,
        "set_grad_enabled" or "enable_grad" => Is(call) && Flag(call) is false,
        _ => false,
    };

    /// <summary>Whether what a call gives has gradients kept again until it is disposed of.</summary>
    public static bool OpensGradients(CallValue call) => call.Method.Name switch
    {
        "enable_grad" or "set_grad_enabled" => Is(call) && Flag(call) is not false,
        _ => false,
    };

    private static bool Is(CallValue call) => TorchSymbols.IsOfTorch(call.Method.ContainingType);

    private static bool? Flag(CallValue call) => call.Arguments is [{ Value: ConstantValue { Constant: bool flag } }, ..] ? flag : null;
}
