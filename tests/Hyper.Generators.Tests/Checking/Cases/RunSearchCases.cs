using static Hyper.Generators.Tests.Checking.Cases.Sources;

namespace Hyper.Generators.Tests.Checking.Cases;

internal static class RunSearchCases
{
    private const string Range = "[Vary(RunSetting.LearningRate, 1e-3, 0.1)] public static partial class Choose;";

    public static IReadOnlyList<RuleCase> All { get; } =
    [
        new(
            "HYP0440",
            Searched("[RunSearch(typeof(Tune))] [Vary(RunSetting.LearningRate, 1e-3, 0.1)] HOLE"),
            "public static class Choose { }",
            "Choose",
            "public static partial class Choose { }",
            "internal static partial class Choose;"),
        new("HYP0441", Searched($"[RunSearch(typeof(HOLE))] {Range}"), "Draw", "typeof(Draw)", "Tune", "SelfTune"),
        new(
            "HYP0442",
            Searched("[RunSearch(typeof(Tune))] [HOLE] public static partial class Choose;"),
            "Vary(RunSetting.LearningRate, 0.1, 1e-3)",
            "Vary(RunSetting.LearningRate, 0.1, 1e-3)",
            "Vary(RunSetting.LearningRate, 1e-3, 0.1)",
            "VaryAmong(RunSetting.LearningRate, 0.1, 1e-3)"),
        new(
            "HYP0443",
            Searched("[RunSearch(typeof(Tune))] [HOLE] public static partial class Choose;"),
            "Vary(RunSetting.EntropyWeight, 0, 0.1)",
            "Vary(RunSetting.EntropyWeight, 0, 0.1)",
            "Vary(RunSetting.PerturbationScale, 0.1, 1, Scale = Scale.Log)",
            "VaryAmong(RunSetting.BatchSize, 50, 100)"),
        new("HYP0444", Searched($"[RunSearch(typeof(Tune), HOLE)] {Range}"), "Halvings = 4", "Halvings = 4", "Halvings = 3", "Halvings = 4, Runs = 16"),
        new("HYP0445", Searched("[RunSearch(typeof(Tune), typeof(HOLE))] public static partial class Choose;"), "Longer", "typeof(Longer)", "SelfTune", "Simple"),
    ];

    /// <summary>A model with experiments of several kinds, and a search of them.</summary>
    public static string Searched(string search) => (Good with
    {
        After = $"""
            [Experiment<Digits>(Algorithm.Joint, Steps = 100)] public static partial class Tune;
            [Experiment<Digits>(Algorithm.SelfTuning, Steps = 100)] public static partial class SelfTune;
            [Experiment<Digits>(Algorithm.Simplified, Steps = 100)] public static partial class Simple;
            [Experiment<Digits>(Algorithm.Joint, Steps = 200)] public static partial class Longer;
            [Experiment<Digits>(Algorithm.Global, Steps = 100)] public static partial class Whole;
            [Experiment<Digits>(Algorithm.Random)] public static partial class Draw;
            {search}
            """,
    }).ToString();
}
