using Hyper.Dsl;
using Hyper.Generators.Model;
using Hyper.Generators.Text;

namespace Hyper.Generators.Emitting.Responses;

/// <summary>The code of the two families with a hidden layer: <see cref="Hypernetwork.Factorized"/> and <see cref="Hypernetwork.Mlp"/>.</summary>
internal static class LayeredResponse
{
    public static ResponseCode Factorized(BlockCode block)
    {
        var (w1, b1, w2, b2) = Matrices(block, block.Block.Width);
        return new ResponseCode(
            $"w = (z W₁ᵀ + b₁) W₂ + b₂, of rank {block.Block.Width.Prose()}",
            HiddenCount: block.Block.Width,
            HypergradientReadsHidden: false,
            Initialize:
            [
                "// W₂ starts small: at first the response is close to the standard initialisation for any hyperparameters.",
                $"{RuntimeNames.ResponseInitialization}.FirstLayer({w1.Field}, noise);",
                $"{RuntimeNames.ResponseInitialization}.Conditional({w2.Field}, {block.Layout}, noise);",
                $"{RuntimeNames.ResponseInitialization}.Standard({b2.Field}, {block.Layout}, noise);",
            ],
            Respond: Respond(block, $"{RuntimeNames.ThinProduct}.Project(z, {w1.Field}).add_({b1.Field})", w2, b2),
            PullBack: PullBack(block, $"{RuntimeNames.ThinProduct}.Project({block.Gradient}, {w2.Field})", w1, b1, w2, b2),
            PullBackToHyperparameters: [ToHyperparameters(block, $"{RuntimeNames.ThinProduct}.Project({block.Gradient}, {w2.Field})", w1)],
            Recenter: [Recenter(w1, b1)]);
    }

    public static ResponseCode Mlp(BlockCode block)
    {
        var (w1, b1, w2, b2) = Matrices(block, block.Block.Width);
        var hiddenGradient = $"{RuntimeNames.ThinProduct}.Project({block.Gradient}, {w2.Field}).mul_({block.Hidden}.gt({RuntimeNames.Scalars}.Of(0)))";
        return new ResponseCode(
            $"w = relu(z W₁ᵀ + b₁) W₂ + b₂, with {block.Block.Width.Prose("hidden unit")}",
            HiddenCount: block.Block.Width,
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
            Respond: Respond(block, $"{RuntimeNames.ThinProduct}.Project(z, {w1.Field}).add_({b1.Field}).relu_()", w2, b2),
            PullBack: PullBack(block, hiddenGradient, w1, b1, w2, b2),
            PullBackToHyperparameters: [$"var {block.HiddenGradient} = {hiddenGradient};", ToHyperparameters(block, block.HiddenGradient, w1)],
            Recenter: [Recenter(w1, b1)]);
    }

    // Rows of W₁ are as long as there are hyperparameters, those of W₂ as long as there are weights.
    private static (ResponseMatrix W1, ResponseMatrix B1, ResponseMatrix W2, ResponseMatrix B2) Matrices(BlockCode block, int hidden) => (
        block.SummedMatrix("w1", hidden, block.Model.HyperparameterCount),
        block.Matrix("b1", 1, hidden),
        block.SummedMatrix("w2", hidden, block.Block.WeightCount),
        block.SummedGeneral("b2"));

    private static IReadOnlyList<string> Respond(BlockCode block, string hidden, ResponseMatrix w2, ResponseMatrix b2) =>
    [
        $"var {block.Hidden} = {hidden};",
        $"{RuntimeNames.ThinProduct}.Combine({block.Weights}, {b2.Field}, {block.Hidden}, {w2.Field});",
    ];

    private static IReadOnlyList<string> PullBack(BlockCode block, string hiddenGradient, ResponseMatrix w1, ResponseMatrix b1, ResponseMatrix w2, ResponseMatrix b2) =>
    [
        $"var {block.HiddenGradient} = {hiddenGradient};",
        $"{w2.GradientField}.OfProducts({block.Hidden}, {block.Gradient});",
        $"{b2.GradientField}.OfSamples({block.Gradient});",
        $"{w1.GradientField}.OfProducts({block.HiddenGradient}, z);",
        $"{b1.GradientField}.copy_({block.HiddenGradient}.sum(0, keepdim: true));",
    ];

    private static string ToHyperparameters(BlockCode block, string hiddenGradient, ResponseMatrix w1)
        => $"{RuntimeNames.ThinProduct}.Combine(hypergradient, {(block.Model.Hypernetwork.IsHybrid ? "hypergradient" : "null")}, {hiddenGradient}, {w1.Field});";

    private static string Recenter(ResponseMatrix w1, ResponseMatrix b1) => $"{b1.Field}.add_({RuntimeNames.ThinProduct}.Project(step, {w1.Field}));";
}
