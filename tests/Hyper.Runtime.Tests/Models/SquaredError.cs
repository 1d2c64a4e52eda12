using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Models;

/// <summary>The paper's data term.</summary>
internal static class SquaredError
{
    /// <summary>The squared error summed over the outputs, averaged over the rows.</summary>
    public static Tensor Mean(Tensor outputs, Tensor targets) => (outputs - targets).square().sum(1).mean();
}
