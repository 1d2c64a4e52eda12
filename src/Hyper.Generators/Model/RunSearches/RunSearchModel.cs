using Hyper.Dsl;
using Hyper.Generators.Model.Experiments;

namespace Hyper.Generators.Model.RunSearches;

/// <summary>Everything that the emitters know of a class marked <see cref="RunSearchAttribute"/>.</summary>
/// <param name="Place">Where it is declared.</param>
/// <param name="Experiments">Where the experiments are declared, in their order.</param>
/// <param name="IsPublic">Whether everybody who can see the search can see all of them too; else its members are internal.</param>
/// <param name="Algorithm">How it searches.</param>
/// <param name="Sampling">How it draws.</param>
/// <param name="Kernel">The kernel of Bayesian optimization.</param>
/// <param name="Numbers">The numbers that are given.</param>
/// <param name="Varied">What it varies.</param>
internal sealed record RunSearchModel(
    TypePlace Place, EquatableArray<TypePlace> Experiments, bool IsPublic, Algorithm Algorithm, Sampling Sampling, Kernel Kernel, EquatableArray<GivenNumber> Numbers, EquatableArray<VariedModel> Varied);
