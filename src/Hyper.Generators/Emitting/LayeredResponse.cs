using Hyper.Dsl;
using Hyper.Generators.Model;

namespace Hyper.Generators.Emitting;

/// <summary>The code of the two families with a hidden layer: <see cref="Hypernetwork.Factorized"/> and <see cref="Hypernetwork.Mlp"/>.</summary>
internal static class LayeredResponse
{
    public static ResponseCode Factorized(ModelClass model) => new(
        $"w = (z W₁ + b₁) W₂ + b₂, of rank {model.Hypernetwork.Rank.Prose()}",
        Matrices(model, model.Hypernetwork.Rank),
        Initialize:
        [
            "// W₂ starts small: at first the response is close to the standard initialisation for any hyperparameters.",
            $"{RuntimeNames.ResponseInitialization}.FirstLayer(w1, noise);",
            $"{RuntimeNames.ResponseInitialization}.Conditional(w2, Layout.Weights, noise);",
            $"{RuntimeNames.ResponseInitialization}.Kaiming(b2, Layout.Weights, noise);",
        ],
        Respond:
        [
            "var hidden = z.mm(w1).add_(b1);",
            "weights.copy_(b2).addmm_(hidden, w2, beta: 1, alpha: 1);",
            "return hidden;",
        ],
        PullBack: PullBack("gradient.mm(w2.t())"),
        PullBackToHyperparameters: ["hypergradient.addmm_(gradient.mm(w2.t()), w1.t(), beta: 0, alpha: 1);"],
        Recenter: ["b1.addmm_(step, w1, beta: 1, alpha: 1);"]);

    public static ResponseCode Mlp(ModelClass model) => new(
        $"w = relu(z W₁ + b₁) W₂ + b₂, with {model.Hypernetwork.HiddenUnits.Prose("hidden unit")}",
        Matrices(model, model.Hypernetwork.HiddenUnits),
        Initialize:
        [
            $"{RuntimeNames.ResponseInitialization}.FirstLayer(w1, noise);",
            $"{RuntimeNames.ResponseInitialization}.HiddenBias(b1, noise);",
            $"{RuntimeNames.ResponseInitialization}.OutputLayer(w2, Layout.Weights, noise);",
            "",
            "// The output bias takes back what the hidden units add at z = 0: there the response is the standard initialisation.",
            $"{RuntimeNames.ResponseInitialization}.Kaiming(b2, Layout.Weights, noise);",
            "b2.addmm_(b1.relu(), w2, beta: 1, alpha: -1);",
        ],
        Respond:
        [
            "var hidden = z.mm(w1).add_(b1).relu_();",
            "weights.copy_(b2).addmm_(hidden, w2, beta: 1, alpha: 1);",
            "return hidden;",
        ],
        PullBack: PullBack("gradient.mm(w2.t()).mul_(hidden.gt(0))"),
        PullBackToHyperparameters:
        [
            "var hiddenGradient = gradient.mm(w2.t()).mul_(hidden.gt(0));",
            "hypergradient.addmm_(hiddenGradient, w1.t(), beta: 0, alpha: 1);",
        ],
        Recenter: ["b1.addmm_(step, w1, beta: 1, alpha: 1);"]);

    private static IReadOnlyList<ResponseMatrix> Matrices(ModelClass model, int hidden)
    {
        var matrices = new ResponseMatrices();
        matrices.Add("w1", model.HyperparameterCount, hidden);
        matrices.Add("b1", 1, hidden);
        matrices.Add("w2", hidden, model.WeightCount);
        matrices.Add("b2", 1, model.WeightCount, isGeneral: true);
        return matrices.All;
    }

    private static IReadOnlyList<string> PullBack(string hiddenGradient) =>
    [
        $"var hiddenGradient = {hiddenGradient};",
        "w2Gradient.addmm_(hidden.t(), gradient, beta: 0, alpha: 1);",
        "b2Gradient.copy_(gradient.sum(0, keepdim: true));",
        "w1Gradient.addmm_(z.t(), hiddenGradient, beta: 0, alpha: 1);",
        "b1Gradient.copy_(hiddenGradient.sum(0, keepdim: true));",
    ];
}
