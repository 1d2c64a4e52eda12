using Hyper.Generators.Model.Passes;

namespace Hyper.Generators.Bodies.Functions;

/// <content>Losses: one number of outputs and targets.</content>
internal static partial class TensorFunctions
{
    private static IEnumerable<TensorFunction> LossRows()
    {
        yield return new TensorFunction("cross_entropy") { Mixes = RowMixing.Always, Derivative = static call => call.Tensors is [_, _] && call.SaysOnly() ? new Derivative(PassOp.CrossEntropy, call.Tensors) : null };
        yield return new TensorFunction("mse_loss") { Mixes = RowMixing.Always, Derivative = static call => call.Tensors is [_, _] && call.SaysOnly() ? new Derivative(PassOp.SquaredError, call.Tensors) : null };
        string[] others =
        [
            "binary_cross_entropy", "binary_cross_entropy_with_logits", "nll_loss", "l1_loss", "smooth_l1_loss", "huber_loss", "poisson_nll_loss", "gaussian_nll_loss", "kl_div", "cosine_embedding_loss", "ctc_loss",
            "hinge_embedding_loss", "margin_ranking_loss", "multi_margin_loss", "multilabel_soft_margin_loss", "soft_margin_loss", "triplet_margin_loss", "triplet_margin_with_distance_loss",
        ];
        foreach (var name in others)
        {
            yield return new TensorFunction(name) { Mixes = RowMixing.Always };
        }
    }
}
