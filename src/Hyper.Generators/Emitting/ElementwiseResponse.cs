using Hyper.Dsl;
using Hyper.Generators.Model;

namespace Hyper.Generators.Emitting;

/// <summary>
/// The code of <c>w = a + b⊙z</c>, with a b for each hyperparameter that comes one a weight and a column for each value
/// of the others.
/// </summary>
internal static class ElementwiseResponse
{
    public static ResponseCode Of(ModelClass model)
    {
        var matrices = new ResponseMatrices();
        matrices.Add("a", 1, model.WeightCount, isGeneral: true);
        var oneAWeight = model.Hyperparameters.Where(hyperparameter => hyperparameter.Per == Per.Weight).ToList();
        var others = model.Hyperparameters.Where(hyperparameter => hyperparameter.Per != Per.Weight).ToList();
        var own = oneAWeight.ConvertAll(hyperparameter => (Slice: Slice(model, hyperparameter), Matrix: matrices.Add("b" + hyperparameter.Name, 1, model.WeightCount)));
        var shared = others.ConvertAll(hyperparameter => (Slice: Slice(model, hyperparameter), Matrix: matrices.Add("c" + hyperparameter.Name, hyperparameter.Count, model.WeightCount)));
        return new ResponseCode(
            Formula(oneAWeight, others),
            matrices.All,
            Initialize:
            [
                "// All but a starts small: at first the response is close to the standard initialisation for any hyperparameters.",
                $"{RuntimeNames.ResponseInitialization}.Kaiming(a, Layout.Weights, noise);",
                .. own.Concat(shared).Select(part => $"{RuntimeNames.ResponseInitialization}.Conditional({part.Matrix.Field}, Layout.Weights, noise);"),
            ],
            Respond:
            [
                "weights.copy_(a);",
                .. own.Select(part => $"weights.addcmul_({part.Slice("z")}, {part.Matrix.Field}, 1);"),
                .. shared.Select(part => $"weights.addmm_({part.Slice("z")}, {part.Matrix.Field}, beta: 1, alpha: 1);"),
                "return z;",
            ],
            PullBack:
            [
                "aGradient.copy_(gradient.sum(0, keepdim: true));",
                .. own.Select(part => $"{part.Matrix.GradientField}.copy_((gradient * {part.Slice("z")}).sum(0, keepdim: true));"),
                .. shared.Select(part => $"{part.Matrix.GradientField}.addmm_({part.Slice("z")}.t(), gradient, beta: 0, alpha: 1);"),
            ],
            PullBackToHyperparameters:
            [
                .. own.Select(part => $"{part.Slice("hypergradient")}.copy_(gradient).mul_({part.Matrix.Field});"),
                .. shared.Select(part => $"{part.Slice("hypergradient")}.addmm_(gradient, {part.Matrix.Field}.t(), beta: 0, alpha: 1);"),
            ],
            Recenter:
            [
                .. own.Select(part => $"a.addcmul_({part.Slice("step")}, {part.Matrix.Field}, 1);"),
                .. shared.Select(part => $"a.addmm_({part.Slice("step")}, {part.Matrix.Field}, beta: 1, alpha: 1);"),
            ]);
    }

    /// <summary>A hyperparameter's columns of a tensor with n columns: the tensor itself where they are all of them.</summary>
    private static Func<string, string> Slice(ModelClass model, HyperparameterModel hyperparameter)
        => tensor => hyperparameter.Count == model.HyperparameterCount
            ? tensor
            : $"{tensor}.narrow(1, {hyperparameter.Offset.Code()}, {hyperparameter.Count.Code()})";

    private static string Formula(IReadOnlyList<HyperparameterModel> oneAWeight, IReadOnlyList<HyperparameterModel> others)
    {
        var names = oneAWeight.Select(hyperparameter => hyperparameter.Name).ToList();
        var listed = names.Count == 1 ? names[0] : $"{string.Join(", ", names.Take(names.Count - 1))} and {names[names.Count - 1]}";
        var shared = others.Count == 0 ? "" : $", plus z C over the {others.Sum(hyperparameter => hyperparameter.Count).Prose()} other";
        return $"w = a + b⊙z over the values of {listed}, one for each weight{shared}";
    }
}
