using Hyper.Dsl;

namespace Hyper.Runtime.Search.Plans;

/// <summary>The numbers of Bayesian optimization.</summary>
/// <param name="Dimensions">Dimensions of the cube.</param>
/// <param name="Trials">Trials in all.</param>
/// <param name="InitialTrials">Trials that are drawn.</param>
/// <param name="TrialBatch">Trials that are proposed from the same records.</param>
/// <param name="Kernel">The kernel.</param>
/// <param name="Ard">Whether each dimension has a length scale of its own.</param>
/// <param name="Steps">Steps of each trial.</param>
/// <param name="Seed">What draws the candidates.</param>
internal sealed record BayesianNumbers(
    int Dimensions, int Trials, int InitialTrials, int TrialBatch, Kernel Kernel, bool Ard, int Steps, int Seed);
