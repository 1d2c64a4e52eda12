using Hyper.Generators.Model;

namespace Hyper.Generators.Emitting.Responses;

/// <summary>The code of <c>w = z Φ + φ₀</c>.</summary>
internal static class LinearResponse
{
    public static ResponseCode Of(BlockCode block)
    {
        var phi = block.SummedMatrix("phi", block.Model.HyperparameterCount, block.Block.WeightCount);
        var phi0 = block.SummedGeneral("phi0");
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
            Respond: [$"{RuntimeNames.ThinProduct}.Combine({block.Weights}, {phi0.Field}, z, {phi.Field});"],
            PullBack:
            [
                $"{phi.GradientField}.OfProducts(z, {block.Gradient});",
                $"{phi0.GradientField}.OfSamples({block.Gradient});",
            ],
            PullBackToHyperparameters: [block.ToHypergradient($"{RuntimeNames.ThinProduct}.Project({block.Gradient}, {phi.Field})")],
            Recenter: [$"{phi0.Field}.addmm_(step, {phi.Field}, beta: 1, alpha: 1);"]);
    }
}
