using Hyper.Dsl;
using Hyper.Generators.Model;
using Hyper.Generators.Model.Hyperparameters;
using Hyper.Generators.Text;

namespace Hyper.Generators.Emitting.Responses;

/// <summary>
/// The code of <c>w = a + b⊙z</c>, with a b for each hyperparameter that comes one a weight and a column for each value
/// of the others. In a block of a hybrid, a weight answers to its own value only where both are in the block.
/// </summary>
internal static class ElementwiseResponse
{
    public static ResponseCode Of(BlockCode block)
    {
        var model = block.Model;
        var count = block.Block.WeightCount;
        var a = block.General("a");
        var oneAWeight = model.Hyperparameters.Where(hyperparameter => hyperparameter.Per == Per.Weight).ToList();
        var others = model.Hyperparameters.Where(hyperparameter => hyperparameter.Per != Per.Weight).ToList();
        var own = oneAWeight.ConvertAll(hyperparameter => (Slice: Slice(model, hyperparameter.Offset + block.Block.Offset, count), Matrix: block.Matrix("b" + hyperparameter.Name, 1, count)));
        var shared = others.ConvertAll(hyperparameter => (Slice: Slice(model, hyperparameter.Offset, hyperparameter.Count), Matrix: block.SummedMatrix("c" + hyperparameter.Name, hyperparameter.Count, count)));
        return new ResponseCode(
            Formula(oneAWeight, others),
            HiddenCount: 0,
            HypergradientReadsHidden: false,
            Initialize:
            [
                "// All but a starts small: at first the response is close to the standard initialisation for any hyperparameters.",
                $"{RuntimeNames.ResponseInitialization}.Standard({a.Field}, {block.Layout}, noise);",
                .. own.Concat(shared).Select(part => $"{RuntimeNames.ResponseInitialization}.Conditional({part.Matrix.Field}, {block.Layout}, noise);"),
            ],
            Respond:
            [
                .. own.Count == 0
                    ? [$"{block.Weights}.copy_({a.Field});"]
                    : (string[])[$"{RuntimeNames.ElementwiseProduct}.Respond({block.Weights}, {a.Field}, {own[0].Matrix.Field}, {own[0].Slice("z")});"],
                .. own.Skip(1).Select(part => $"{block.Weights}.addcmul_({part.Slice("z")}, {part.Matrix.Field}, {RuntimeNames.Scalars}.Of(1));"),
                .. shared.Select(part => $"{block.Weights}.addmm_({part.Slice("z")}, {part.Matrix.Field}, beta: 1, alpha: 1);"),
            ],
            PullBack:
            [
                .. own.Count == 0
                    ? [$"{a.GradientField}.copy_({block.Gradient}.sum(0, keepdim: true));"]
                    : (string[])[$"{RuntimeNames.ElementwiseProduct}.PullBack({a.GradientField}, {own[0].Matrix.GradientField}, {block.Gradient}, {own[0].Slice("z")});"],
                .. own.Skip(1).Select(part => $"{part.Matrix.GradientField}.copy_(({block.Gradient} * {part.Slice("z")}).sum(0, keepdim: true));"),
                .. shared.Select(part => $"{part.Matrix.GradientField}.OfProducts({part.Slice("z")}, {block.Gradient});"),
            ],
            PullBackToHyperparameters:
            [
                .. own.Select(part => part.Slice("hypergradient") + (model.Hypernetwork.IsHybrid
                    ? $".addcmul_({block.Gradient}, {part.Matrix.Field}, {RuntimeNames.Scalars}.Of(1));"
                    : $".copy_({block.Gradient}).mul_({part.Matrix.Field});")),
                .. shared.Select(part => $"{part.Slice("hypergradient")}.addmm_({block.Gradient}, {part.Matrix.Field}.t(), beta: {block.Beta}, alpha: 1);"),
            ],
            Recenter:
            [
                .. own.Select(part => $"{a.Field}.addcmul_({part.Slice("step")}, {part.Matrix.Field}, {RuntimeNames.Scalars}.Of(1));"),
                .. shared.Select(part => $"{a.Field}.addmm_({part.Slice("step")}, {part.Matrix.Field}, beta: 1, alpha: 1);"),
            ])
        {
            HasLongFormula = true,
        };
    }

    /// <summary>Columns of a tensor with n columns: the tensor itself where they are all of them.</summary>
    private static Func<string, string> Slice(ModelClass model, int offset, int count)
        => tensor => count == model.HyperparameterCount
            ? tensor
            : $"{tensor}.narrow(1, {offset.Code()}, {count.Code()})";

    private static string Formula(IReadOnlyList<HyperparameterModel> oneAWeight, IReadOnlyList<HyperparameterModel> others)
    {
        var names = oneAWeight.Select(hyperparameter => hyperparameter.Name).ToList();
        var listed = names.Count == 1 ? names[0] : $"{string.Join(", ", names.Take(names.Count - 1))} and {names[names.Count - 1]}";
        var shared = others.Count == 0 ? "" : $", plus z C over the {others.Sum(hyperparameter => hyperparameter.Count).Prose()} other";
        return $"w = a + b⊙z over the values of {listed}, one for each weight{shared}";
    }
}
