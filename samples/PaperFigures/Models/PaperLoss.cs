using static TorchSharp.torch;

namespace PaperFigures.Models;

/// <summary>The paper's loss without its penalty.</summary>
internal static class PaperLoss
{
    /// <summary>The mean over rows of the squared error summed over the outputs.</summary>
    /// <param name="outputs">[rows, 10].</param>
    /// <param name="targets">One-hot, [rows, 10].</param>
    public static Tensor Of(Tensor outputs, Tensor targets) => (outputs - targets).square().sum([1L]).mean();
}
