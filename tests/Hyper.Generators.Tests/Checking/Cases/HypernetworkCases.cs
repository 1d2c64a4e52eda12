using static Hyper.Generators.Tests.Checking.Cases.Sources;

namespace Hyper.Generators.Tests.Checking.Cases;

internal static class HypernetworkCases
{
    public static IReadOnlyList<RuleCase> All { get; } =
    [
        new("HYP0301", HyperModel, "Rank = 0", "Rank = 0", "Rank = 1", "Rank = 2"),
        new("HYP0302", HyperModel, "Rank = 2_410", "Rank = 2_410", "Rank = 2_409", "Hypernetwork.Factorized"),
        new("HYP0303", HyperModel, "Hypernetwork.Mlp, HiddenUnits = 0", "HiddenUnits = 0", "Hypernetwork.Mlp, HiddenUnits = 1", "Hypernetwork.Mlp"),
        new("HYP0304", FamilyForOne, "Hypernetwork.Elementwise", "Hypernetwork.Elementwise", "Hypernetwork.Linear", "Hypernetwork.Structured"),
        new("HYP0305", HyperModel, "Hypernetwork.Linear, Rank = 3", "Rank = 3", "Hypernetwork.Factorized, Rank = 3", "Hypernetwork.Linear"),
        new(
            "HYP0306",
            Layer("Linear(1_000, 100)", family: "[HyperModel(HOLE)]"),
            "Hypernetwork.Linear",
            "Hypernetwork.Linear",
            "Hypernetwork.Elementwise",
            "Hypernetwork.Factorized, Rank = 10"),
        new(
            "HYP0307",
            Layer("Linear(200, 100)", family: "[HyperModel(HOLE)]"),
            "Hypernetwork.Linear",
            "Hypernetwork.Linear",
            "Hypernetwork.Elementwise",
            "Hypernetwork.Structured"),
        new(
            "HYP0308",
            (Good with { Layers = "    [Linear(64, 32)] public partial HyperLinear Hidden { get; }\n    [Linear(32, 10, HOLE)] public partial HyperLinear Output { get; }" }).ToString(),
            "Hypernetwork = Hypernetwork.Curvature",
            "Hypernetwork = Hypernetwork.Curvature",
            "Hypernetwork = Hypernetwork.Structured",
            "Bias = false"),
        new("HYP0310", ExperimentWithCentered, "Algorithm.Simplified", "Algorithm.Simplified", "Algorithm.Joint", "HyperSamples = 1"),
    ];
}
