using Hyper.Dsl;

namespace Hyper.Runtime.Search;

/// <summary>What is compiled into a search; its numbers are settings.</summary>
/// <param name="Algorithm">A search: grid, random, Bayesian, successive halving or Hyperband.</param>
/// <param name="Sampling">How it draws points, where it draws any.</param>
/// <param name="Kernel">The kernel of Bayesian optimization.</param>
public sealed record SearchMethod(Algorithm Algorithm, Sampling Sampling, Kernel Kernel);
