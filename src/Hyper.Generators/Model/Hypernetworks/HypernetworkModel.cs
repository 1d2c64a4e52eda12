using Hyper.Dsl;

namespace Hyper.Generators.Model.Hypernetworks;

/// <summary>The response of a model: one block, or a hybrid of several.</summary>
/// <param name="Family">The response family; that of the class where layers override it.</param>
/// <param name="ParameterCount">The number of the hypernetwork's parameters.</param>
/// <param name="Blocks">Its blocks, which cover the weights in their order.</param>
internal sealed record HypernetworkModel(Hypernetwork Family, int ParameterCount, EquatableArray<HypernetworkBlock> Blocks)
{
    /// <summary>Why the compiler chose the family, a clause; <see langword="null"/> where it is named.</summary>
    public string? Choice { get; init; }

    /// <summary>Whether layers have different families or options.</summary>
    public bool IsHybrid => Blocks.Count > 1;

    /// <summary>Whether the runtime computes the response, so that there is none to write out.</summary>
    public bool IsComputed => ResponseFamilies.Of(Family).IsComputed;
}
