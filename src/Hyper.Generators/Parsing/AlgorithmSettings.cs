using Hyper.Dsl;

namespace Hyper.Generators.Parsing;

/// <summary>Which algorithm reads which setting: the one home of that table. A setting that is not in it is read by all.</summary>
internal static class AlgorithmSettings
{
    private static readonly Algorithm[] WithSamples = [Algorithm.Joint, Algorithm.Global, Algorithm.SelfTuning, Algorithm.DeltaSelfTuning];
    private static readonly Algorithm[] WithPerturbation = [Algorithm.Joint, Algorithm.SelfTuning, Algorithm.DeltaSelfTuning];
    private static readonly Algorithm[] WithAlternation = [Algorithm.Joint, Algorithm.Simplified, Algorithm.SelfTuning, Algorithm.DeltaSelfTuning];
    private static readonly Algorithm[] WithScale = [Algorithm.SelfTuning, Algorithm.DeltaSelfTuning];

    private static readonly IReadOnlyList<(string Setting, IReadOnlyList<Algorithm> Readers)> Table =
    [
        ("HyperSamples", WithSamples),
        ("PerturbationScale", WithPerturbation),
        ("Antithetic", WithPerturbation),
        ("WarmupSteps", WithAlternation),
        ("InnerSteps", WithAlternation),
        ("OuterSteps", WithAlternation),
        ("EntropyWeight", WithScale),
        ("ScaleLearningRate", WithScale),
        ("Linearized", [Algorithm.DeltaSelfTuning]),
        ("HyperSteps", [Algorithm.Global]),
        ("FineTuningSteps", WithSamples),
        ("FineTuningRate", WithSamples),
    ];

    /// <summary>Whether an algorithm reads a setting.</summary>
    public static bool IsRead(string setting, Algorithm algorithm) => Table.All(row => row.Setting != setting || row.Readers.Contains(algorithm));

    /// <summary>The settings that an algorithm does not read.</summary>
    public static IEnumerable<string> Unread(Algorithm algorithm)
        => Table.Where(row => !row.Readers.Contains(algorithm)).Select(row => row.Setting);

    /// <summary>The algorithms that read a setting, as a message lists them.</summary>
    public static string Readers(string setting)
        => string.Join(" or ", Table.First(row => row.Setting == setting).Readers.Select(reader => $"Algorithm.{reader}"));
}
