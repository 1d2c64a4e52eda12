using Hyper.Generators.Model;

namespace Hyper.Generators.Emitting;

/// <summary>The code of <c>w = z Φ + φ₀</c>.</summary>
internal static class LinearResponse
{
    public static ResponseCode Of(ModelClass model)
    {
        var matrices = new ResponseMatrices();
        matrices.Add("phi", model.HyperparameterCount, model.WeightCount);
        matrices.Add("phi0", 1, model.WeightCount, isGeneral: true);
        return new ResponseCode(
            "w = z Φ + φ₀",
            matrices.All,
            Initialize:
            [
                "// Φ starts small: at first the response is close to the standard initialisation for any hyperparameters.",
                $"{RuntimeNames.ResponseInitialization}.Conditional(phi, Layout.Weights, noise);",
                $"{RuntimeNames.ResponseInitialization}.Kaiming(phi0, Layout.Weights, noise);",
            ],
            Respond:
            [
                "weights.copy_(phi0).addmm_(z, phi, beta: 1, alpha: 1);",
                "return z;",
            ],
            PullBack:
            [
                "phiGradient.addmm_(z.t(), gradient, beta: 0, alpha: 1);",
                "phi0Gradient.copy_(gradient.sum(0, keepdim: true));",
            ],
            PullBackToHyperparameters: ["hypergradient.addmm_(gradient, phi.t(), beta: 0, alpha: 1);"],
            Recenter: ["phi0.addmm_(step, phi, beta: 1, alpha: 1);"]);
    }
}
