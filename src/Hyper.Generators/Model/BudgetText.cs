using Hyper.Generators.Text;

namespace Hyper.Generators.Model;

/// <summary>A model's budget in words: the same in its generated layout and in the editor.</summary>
internal static class BudgetText
{
    /// <summary>The sizes, as one phrase.</summary>
    public static string Sizes(ModelClass model)
        => $"{model.WeightCount.Prose("weight")}, {model.HyperparameterCount.Prose("hyperparameter value")}, {model.Hypernetwork.ParameterCount.Prose("hypernetwork parameter")} ({ModelBudget.Of(model).Bytes.Prose()} bytes in float32)";

    /// <summary>The work, as one phrase; a computed response has no wiring of its own.</summary>
    public static string Work(ModelClass model)
    {
        if (model.Hypernetwork.IsComputed)
        {
            return "the response is computed from the tracked curvature";
        }

        var budget = ModelBudget.Of(model);
        return $"{budget.ResponseOperations.Prose()} multiply-adds for a response to one hyperparameter sample and {budget.GradientOperations.Prose()} for its gradient, {budget.StepOperations.Prose()} in a joint step of {ModelBudget.Samples.Prose()} samples";
    }
}
