namespace Hyper.Generators.Model.Refused;

/// <summary>An experiment that a rule refuses. Its entry points are declared all the same, so that each use of one is not an error of its own.</summary>
/// <param name="Place">Where the class is declared.</param>
/// <param name="Model">The model that it tunes as any file can write it; <see langword="null"/> where that has no types to name.</param>
/// <param name="IsPublic">Whether everybody who can see the experiment can see the model too.</param>
/// <param name="IsSearch">Whether it has the entry points of a search.</param>
/// <param name="Taken">Names of entry points that the user's own members have.</param>
/// <param name="Reasons">What the rules say, without positions.</param>
internal sealed record RefusedExperiment(TypePlace Place, string? Model, bool IsPublic, bool IsSearch, EquatableArray<string> Taken, EquatableArray<RefusalReason> Reasons);
