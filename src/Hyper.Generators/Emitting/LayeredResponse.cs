using Hyper.Dsl;

namespace Hyper.Generators.Emitting;

/// <summary>The code of the two families with a hidden layer: <see cref="Hypernetwork.Factorized"/> and <see cref="Hypernetwork.Mlp"/>.</summary>
internal static class LayeredResponse
{
    public static ResponseCode Factorized(BlockCode block)
    {
        var (w1, b1, w2, b2) = Matrices(block, block.Block.Rank);
        return new ResponseCode(
            $"w = (z W₁ + b₁) W₂ + b₂, of rank {block.Block.Rank.Prose()}",
            HiddenCount: block.Block.Rank,
            HypergradientReadsHidden: false,
            Initialize:
            [
                "// W₂ starts small: at first the response is close to the standard initialisation for any hyperparameters.",
                $"{RuntimeNames.ResponseInitialization}.FirstLayer({w1.Field}, noise);",
                $"{RuntimeNames.ResponseInitialization}.Conditional({w2.Field}, {block.Layout}, noise);",
                $"{RuntimeNames.ResponseInitialization}.Standard({b2.Field}, {block.Layout}, noise);",
            ],
            Respond:
            [
                $"var {block.Hidden} = z.mm({w1.Field}).add_({b1.Field});",
                $"{block.Weights}.copy_({b2.Field}).addmm_({block.Hidden}, {w2.Field}, beta: 1, alpha: 1);",
            ],
            PullBack: PullBack(block, $"{block.Gradient}.mm({w2.Field}.t())", w1, b1, w2, b2),
            PullBackToHyperparameters: [$"hypergradient.addmm_({block.Gradient}.mm({w2.Field}.t()), {w1.Field}.t(), beta: {block.Beta}, alpha: 1);"],
            Recenter: [$"{b1.Field}.addmm_(step, {w1.Field}, beta: 1, alpha: 1);"]);
    }

    public static ResponseCode Mlp(BlockCode block)
    {
        var (w1, b1, w2, b2) = Matrices(block, block.Block.HiddenUnits);
        var hiddenGradient = $"{block.Gradient}.mm({w2.Field}.t()).mul_({block.Hidden}.gt({RuntimeNames.Scalars}.Of(0)))";
        return new ResponseCode(
            $"w = relu(z W₁ + b₁) W₂ + b₂, with {block.Block.HiddenUnits.Prose("hidden unit")}",
            HiddenCount: block.Block.HiddenUnits,
            HypergradientReadsHidden: true,
            Initialize:
            [
                $"{RuntimeNames.ResponseInitialization}.FirstLayer({w1.Field}, noise);",
                $"{RuntimeNames.ResponseInitialization}.HiddenBias({b1.Field}, noise);",
                $"{RuntimeNames.ResponseInitialization}.OutputLayer({w2.Field}, {block.Layout}, noise);",
                "",
                "// The output bias takes back what the hidden units add at z = 0: there the response is the standard initialisation.",
                $"{RuntimeNames.ResponseInitialization}.Standard({b2.Field}, {block.Layout}, noise);",
                $"{b2.Field}.addmm_({b1.Field}.relu(), {w2.Field}, beta: 1, alpha: -1);",
            ],
            Respond:
            [
                $"var {block.Hidden} = z.mm({w1.Field}).add_({b1.Field}).relu_();",
                $"{block.Weights}.copy_({b2.Field}).addmm_({block.Hidden}, {w2.Field}, beta: 1, alpha: 1);",
            ],
            PullBack: PullBack(block, hiddenGradient, w1, b1, w2, b2),
            PullBackToHyperparameters:
            [
                $"var {block.HiddenGradient} = {hiddenGradient};",
                $"hypergradient.addmm_({block.HiddenGradient}, {w1.Field}.t(), beta: {block.Beta}, alpha: 1);",
            ],
            Recenter: [$"{b1.Field}.addmm_(step, {w1.Field}, beta: 1, alpha: 1);"]);
    }

    private static (ResponseMatrix W1, ResponseMatrix B1, ResponseMatrix W2, ResponseMatrix B2) Matrices(BlockCode block, int hidden) => (
        block.Matrix("w1", block.Model.HyperparameterCount, hidden),
        block.Matrix("b1", 1, hidden),
        block.Matrix("w2", hidden, block.Block.WeightCount),
        block.General("b2"));

    private static IReadOnlyList<string> PullBack(BlockCode block, string hiddenGradient, ResponseMatrix w1, ResponseMatrix b1, ResponseMatrix w2, ResponseMatrix b2) =>
    [
        $"var {block.HiddenGradient} = {hiddenGradient};",
        $"{RuntimeNames.OuterProduct}.Write({w2.GradientField}, {block.Hidden}, {block.Gradient});",
        $"{b2.GradientField}.copy_({block.Gradient}.sum(0, keepdim: true));",
        $"{RuntimeNames.OuterProduct}.Write({w1.GradientField}, z, {block.HiddenGradient});",
        $"{b1.GradientField}.copy_({block.HiddenGradient}.sum(0, keepdim: true));",
    ];
}
