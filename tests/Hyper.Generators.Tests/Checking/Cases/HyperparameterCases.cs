using static Hyper.Generators.Tests.Checking.Cases.Sources;

namespace Hyper.Generators.Tests.Checking.Cases;

internal static class HyperparameterCases
{
    public static IReadOnlyList<RuleCase> All { get; } =
    [
        new("HYP0201", Hyperparameter, "Min = 1, Max = 0", "Min = 1", "Min = 0, Max = 1", "Initial = -1, Max = 0"),
        new("HYP0202", Hyperparameter, "Initial = 1, Min = 0, Max = 1", "Initial = 1", "Initial = 0.999, Min = 0, Max = 1", "Initial = 1, Min = 0, Max = 1.001"),
        new("HYP0203", Hyperparameter, "Initial = 1, Min = 0, Scale = Scale.Log", "Min = 0", "Initial = 1, Min = 1e-6, Scale = Scale.Log", "Initial = 1, Min = 0, Scale = Scale.Linear"),
        new("HYP0204", Hyperparameter, "Min = 0", "Rate", "Initial = 1, Min = 0", "Min = 0, Max = 1"),
        new("HYP0205", Hyperparameter, "Initial = 1, Count = 0", "Count = 0", "Initial = 1, Count = 1", "Initial = 1, Count = 2"),
        new("HYP0206", Hyperparameter, "Initial = 1, Count = 3, Per = Per.Layer", "Count = 3", "Initial = 1, Count = 3", "Initial = 1, Per = Per.Layer"),
        new("HYP0207", Hyperparameter, "Initial = 1, Scale = (Scale)7", "Scale = (Scale)7", "Initial = 1, Scale = (Scale)1", "Initial = 1, Scale = Scale.Linear"),
        new(
            "HYP0208",
            (Good with
            {
                Hyperparameters = "    private const int Many = HOLE;\n    [Hyperparameter(Initial = 1, Count = Many)] public partial HyperTensor WeightDecay { get; }\n    [Hyperparameter(Initial = 1, Count = Many)] public partial HyperTensor Dropout { get; }",
            }).ToString(),
            "int.MaxValue",
            "Digits",
            "3",
            "1_000"),
        new("HYP0209", Hyperparameter, "Initial = 1, Per = Per.Example", "Per = Per.Example", "Initial = 1, Per = Per.Example, Count = 5", "Initial = 1, Per = Per.Layer"),
        new("HYP0210", Hyperparameter, "Initial = 0.5, Discrete = true", "Initial = 0.5", "Initial = 2, Discrete = true", "Initial = 0.5, Discrete = false"),
        new("HYP0211", Hyperparameter, "Initial = 1, Hyperprior = -1", "Hyperprior = -1", "Initial = 1, Hyperprior = 0", "Initial = 1, Hyperprior = 0.25"),
        new("HYP0212", Hyperparameter, "Initial = 1, RateFactor = -1", "RateFactor = -1", "Initial = 1, RateFactor = 0", "Initial = 1, PerturbationFactor = 3"),
        new(
            "HYP0213",
            OptimizerNumber,
            "Of = Optimizer.Momentum, Initial = 0.5, Min = 0, Max = 1, Per = Per.Layer",
            "Per = Per.Layer",
            "Of = Optimizer.Momentum, Initial = 0.5, Min = 0, Max = 1",
            "Of = Optimizer.Momentum, Initial = 0.5, Min = 0, Max = 1, RateFactor = 2, Hyperprior = 0.1"),
        new(
            "HYP0214",
            OptimizerNumber,
            "Of = Optimizer.LearningRate, Initial = 0.5, Min = 0, Max = 1",
            "Of = Optimizer.LearningRate",
            "Of = Optimizer.Momentum, Initial = 0.5, Min = 0, Max = 1",
            "Of = Optimizer.WeightDecay, Initial = 0.5, Min = 0, Max = 1"),
        new(
            "HYP0215",
            OptimizerNumber,
            "Of = Optimizer.Momentum, Initial = 0.5, Scale = Scale.Log",
            "Of = Optimizer.Momentum",
            "Of = Optimizer.Momentum, Initial = 0.5, Scale = Scale.Log, Max = 1",
            "Of = Optimizer.WeightDecay, Initial = 0.5, Scale = Scale.Log"),
        new("HYP0409", Hyperparameter, "Initial = 1, PriorDeviation = 0", "PriorDeviation = 0", "Initial = 1, PriorDeviation = 0.1", "Initial = 1, PriorDeviation = 1"),
        new(
            "HYP0410",
            Hyperparameter,
            "Initial = 1, Min = 0, Max = 2, PriorMin = 0.5",
            "PriorMin = 0.5",
            "Initial = 1, Min = 0, Max = 2, Prior = Prior.Uniform, PriorMin = 0.5",
            "Initial = 1, Min = 0, Max = 2, PriorDeviation = 0.5"),
    ];
}
