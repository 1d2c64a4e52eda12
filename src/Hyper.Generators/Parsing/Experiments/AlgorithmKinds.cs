using Hyper.Dsl;

namespace Hyper.Generators.Parsing.Experiments;

/// <summary>What kinds of algorithm there are.</summary>
internal static class AlgorithmKinds
{
    /// <summary>Whether the algorithm trains plain weights, without a hypernetwork.</summary>
    public static bool IsHypergradient(this Algorithm algorithm)
        => algorithm is Algorithm.Unrolled or Algorithm.T1T2 or Algorithm.Implicit or Algorithm.SingleLoop or Algorithm.OnePass;

    /// <summary>Whether what the algorithm differentiates are updates of the weights, and with them the optimizer's own numbers.</summary>
    public static bool DifferentiatesUpdates(this Algorithm algorithm) => algorithm is Algorithm.Unrolled or Algorithm.OnePass;

    /// <summary>Whether the algorithm goes through a response, of whatever family.</summary>
    public static bool HasResponse(this Algorithm algorithm)
        => algorithm is Algorithm.Auto or Algorithm.Joint or Algorithm.Simplified or Algorithm.Global or Algorithm.SelfTuning or Algorithm.DeltaSelfTuning;
}
