namespace Hyper.Generators.Emitting;

/// <summary>The code of <c>w = z Φ + φ₀</c>.</summary>
internal static class LinearResponse
{
    public static ResponseCode Of(BlockCode block)
    {
        var phi = block.Matrix("phi", block.Model.HyperparameterCount, block.Block.WeightCount);
        var phi0 = block.General("phi0");
        return new ResponseCode(
            "w = z Φ + φ₀",
            HiddenCount: 0,
            HypergradientReadsHidden: false,
            Initialize:
            [
                "// Φ starts small: at first the response is close to the standard initialisation for any hyperparameters.",
                $"{RuntimeNames.ResponseInitialization}.Conditional({phi.Field}, {block.Layout}, noise);",
                $"{RuntimeNames.ResponseInitialization}.Standard({phi0.Field}, {block.Layout}, noise);",
            ],
            Respond: [$"{block.Weights}.copy_({phi0.Field}).addmm_(z, {phi.Field}, beta: 1, alpha: 1);"],
            PullBack:
            [
                $"{RuntimeNames.OuterProduct}.Write({phi.GradientField}, z, {block.Gradient});",
                $"{phi0.GradientField}.copy_({block.Gradient}.sum(0, keepdim: true));",
            ],
            PullBackToHyperparameters: [$"hypergradient.addmm_({block.Gradient}, {phi.Field}.t(), beta: {block.Beta}, alpha: 1);"],
            Recenter: [$"{phi0.Field}.addmm_(step, {phi.Field}, beta: 1, alpha: 1);"]);
    }
}
