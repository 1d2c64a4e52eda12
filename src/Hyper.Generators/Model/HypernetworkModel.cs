using Hyper.Dsl;

namespace Hyper.Generators.Model;

/// <summary>The response family of a model, its option and its size.</summary>
/// <param name="Family">The response family.</param>
/// <param name="Rank">Rank of <see cref="Hypernetwork.Factorized"/>, resolved; 0 for the other families.</param>
/// <param name="HiddenUnits">Hidden units of <see cref="Hypernetwork.Mlp"/>; 0 for the other families.</param>
/// <param name="ParameterCount">The number of the hypernetwork's parameters.</param>
internal sealed record HypernetworkModel(Hypernetwork Family, int Rank, int HiddenUnits, int ParameterCount);
