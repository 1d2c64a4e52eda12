using Hyper.Dsl;
using Hyper.Generators.Model.Hypernetworks;

namespace Hyper.Generators.Parsing.Experiments;

/// <summary>Says what the compiler chose for an experiment: the same in the editor and in the generated training loop.</summary>
internal static class ChoiceText
{
    /// <summary>A sentence without its full stop; <see langword="null"/> where nothing was chosen.</summary>
    /// <param name="experiment">The experiment's name.</param>
    /// <param name="hypernetwork">Its hypernetwork.</param>
    /// <param name="algorithm">Its algorithm.</param>
    /// <param name="choice">Why it is that one, where it is not named.</param>
    public static string? Of(string experiment, HypernetworkModel hypernetwork, Algorithm algorithm, AlgorithmChoice? choice)
    {
        if (choice is null && (hypernetwork.Choice is null || !algorithm.HasResponse()))
        {
            return null;
        }

        var family = hypernetwork.IsHybrid ? "a hybrid" : ResponseFamilies.Of(hypernetwork.Family).Phrase;
        return $"{experiment} is tuned by {algorithm} with {family} hypernetwork: {hypernetwork.Choice ?? choice!.Because}";
    }
}
