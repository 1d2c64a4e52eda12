using Hyper.Dsl;

namespace Hyper.Generators.Parsing.Experiments;

/// <summary>The algorithm where an experiment names none: the one home of that choice, which <c>docs/experiments.md</c> tells too.</summary>
/// <param name="Algorithm">The algorithm.</param>
/// <param name="Because">Why, a clause.</param>
internal sealed record AlgorithmChoice(Algorithm Algorithm, string Because)
{
    /// <summary>Chooses. A family that the compiler chose is never <see cref="Hypernetwork.Centered"/>, so that one is named.</summary>
    /// <param name="family">The experiment's response family, where its model is known.</param>
    public static AlgorithmChoice For(Hypernetwork? family) => family switch
    {
        Hypernetwork.Centered => new(Algorithm.DeltaSelfTuning, "a Centered response was made for that algorithm"),
        _ => new(Algorithm.Joint, "no algorithm is named, and that one goes with every response family"),
    };
}
