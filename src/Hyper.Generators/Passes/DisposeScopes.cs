using Hyper.Generators.Bodies.Values;
using Hyper.Generators.Symbols;

namespace Hyper.Generators.Passes;

/// <summary>Calls that only say how long tensors live, or whether gradients are kept: a pass has its own answers to that.</summary>
internal static class DisposeScopes
{
    public static bool Ignored(CallValue call)
        => TorchSymbols.IsOfTorch(call.Method.ContainingType)
            && call.Method.Name is "NewDisposeScope" or "no_grad" or "inference_mode" or "enable_grad" or "set_grad_enabled" or "Dispose";
}
