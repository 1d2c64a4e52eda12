using Hyper.Dsl;

namespace Hyper.Generators.Parsing;

/// <summary>Which algorithms read which settings of hypergradients that are not learned.</summary>
internal static class HypergradientSettings
{
    private static readonly IReadOnlyList<string> All =
        ["UnrollSteps", "Solver", "SolverSteps", "WarmStart", "NeumannRate", "Preconditioner", "Damping"];

    private static readonly IReadOnlyList<string> OfResponses = ["HyperSamples", "PerturbationScale", "Rows"];

    /// <summary>Whether the algorithm trains plain weights, without a hypernetwork.</summary>
    public static bool IsHypergradient(this Algorithm algorithm)
        => algorithm is Algorithm.Unrolled or Algorithm.T1T2 or Algorithm.Implicit or Algorithm.SingleLoop;

    /// <summary>The settings that an experiment does not read, each with what would read it.</summary>
    public static IEnumerable<(string Setting, string Reader)> Unread(Algorithm algorithm, Hypernetwork? family, Solver solver)
    {
        var curvature = algorithm == Algorithm.Joint && family == Hypernetwork.Curvature;
        foreach (var setting in All)
        {
            var reads = setting switch
            {
                "UnrollSteps" => algorithm == Algorithm.Unrolled,
                "NeumannRate" => algorithm is Algorithm.T1T2 or Algorithm.SingleLoop || (algorithm == Algorithm.Implicit && solver == Solver.Neumann),
                "Preconditioner" => algorithm == Algorithm.Implicit || curvature,
                "Damping" => algorithm is Algorithm.Implicit or Algorithm.SingleLoop || curvature,
                _ => algorithm == Algorithm.Implicit,
            };
            if (!reads)
            {
                yield return (setting, ReaderOf(setting, algorithm));
            }
        }

        if (algorithm == Algorithm.Unrolled)
        {
            yield return ("InnerSteps", "UnrollSteps");
        }

        if (algorithm.IsHypergradient() || curvature)
        {
            foreach (var setting in OfResponses)
            {
                yield return (setting, "Algorithm.Joint with a learned response family");
            }
        }
    }

    private static string ReaderOf(string setting, Algorithm algorithm) => setting switch
    {
        "UnrollSteps" => "Algorithm.Unrolled",
        "NeumannRate" => algorithm == Algorithm.Implicit ? "Solver.Neumann" : "Algorithm.T1T2 or Algorithm.SingleLoop",
        _ => "Algorithm.Implicit",
    };
}
