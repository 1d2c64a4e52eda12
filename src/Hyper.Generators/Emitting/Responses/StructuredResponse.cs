using Hyper.Dsl;
using Hyper.Generators.Model;
using Hyper.Generators.Text;

namespace Hyper.Generators.Emitting.Responses;

/// <summary>
/// The code of <c>w = a + c⊙(z S)</c>, where each row of a weight tensor has a column of S: <see cref="Hypernetwork.Structured"/>
/// and <see cref="Hypernetwork.Centered"/>.
/// </summary>
internal static class StructuredResponse
{
    public static ResponseCode Of(BlockCode block)
    {
        var count = block.Block.WeightCount;
        var a = block.General("a");
        var c = block.Matrix("c", 1, count);
        var s = block.Matrix("s", block.Model.HyperparameterCount, block.Block.RowCount);
        return new ResponseCode(
            $"w = a + c⊙(z S), with a column of S for each of {block.Block.RowCount.Prose("row")} of the weight tensors",
            HiddenCount: block.Block.RowCount,
            HypergradientReadsHidden: false,
            Initialize:
            [
                "// S starts small: at first the response is close to the standard initialisation for any hyperparameters.",
                $"{RuntimeNames.ResponseInitialization}.Standard({a.Field}, {block.Layout}, noise);",
                $"{RuntimeNames.ResponseInitialization}.Standard({c.Field}, {block.Layout}, noise);",
                $"{RuntimeNames.ResponseInitialization}.RowScales({s.Field}, noise);",
            ],
            Respond:
            [
                $"var {block.Hidden} = z.mm({s.Field});",
                $"{block.Weights}.copy_({a.Field}).addcmul_({block.Rows}.Spread({block.Hidden}), {c.Field}, {RuntimeNames.Scalars}.Of(1));",
            ],
            PullBack:
            [
                $"{a.GradientField}.copy_({block.Gradient}.sum(0, keepdim: true));",
                $"{c.GradientField}.copy_(({block.Gradient} * {block.Rows}.Spread({block.Hidden})).sum(0, keepdim: true));",
                $"{RuntimeNames.OuterProduct}.Write({s.GradientField}, z, {block.Rows}.Sum({block.Gradient} * {c.Field}));",
            ],
            PullBackToHyperparameters: [$"hypergradient.addmm_({block.Rows}.Sum({block.Gradient} * {c.Field}), {s.Field}.t(), beta: {block.Beta}, alpha: 1);"],
            Recenter: [$"{a.Field}.addcmul_({block.Rows}.Spread(step.mm({s.Field})), {c.Field}, {RuntimeNames.Scalars}.Of(1));"])
        {
            HasLongFormula = true,
            HasRows = true,
        };
    }

    /// <summary>The same around û: a is the weights there, and stays when û moves.</summary>
    public static ResponseCode Centered(BlockCode block)
    {
        var code = Of(block);
        return code with { Formula = code.Formula + ", z always measured from û", Recenter = [] };
    }
}
