using Hyper.Dsl;

namespace Hyper.Generators.Model.Hypernetworks;

/// <summary>What the compiler has to know of a response family, but the code of its response.</summary>
/// <param name="Name">Its name in the vocabulary.</param>
/// <param name="Article">What stands before that name in a sentence.</param>
/// <param name="Parameters">
/// The number of its parameters, for a block and its width. A <see cref="double"/>, because the product of two ints and a few
/// sums overflow nothing there, and up to 2⁵³ it is exact, far beyond what is accepted.
/// </param>
/// <param name="Work">The products of its response, for a block and its width.</param>
internal sealed record ResponseFamily(Hypernetwork Name, string Article, Func<HypernetworkSize, int, double> Parameters, Func<HypernetworkSize, int, ResponseWork> Work)
{
    /// <summary>The option that says how wide its hidden layer is; <see langword="null"/> where it has none.</summary>
    public FamilyOption? Width { get; init; }

    /// <summary>The widths with which it is worth suggesting instead of a family that is too large, 0 where it has none.</summary>
    public Func<HypernetworkSize, IReadOnlyList<int>> Suggested { get; init; } = _ => [];

    /// <summary>Whether it says nothing without a hyperparameter that comes one a weight.</summary>
    public bool NeedsOneAWeight { get; init; }

    /// <summary>Whether it is centered at the current hyperparameters, and learns to answer to others from perturbations alone.</summary>
    public bool IsCentered { get; init; }

    /// <summary>Whether the runtime computes the response of a whole model, so that there is none to write out.</summary>
    public bool IsComputed { get; init; }

    /// <summary>The family in a sentence, with its article.</summary>
    public string Phrase => $"{Article} {Name}";
}
