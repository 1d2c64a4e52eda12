using Hyper.Generators.Model.Refused;

namespace Hyper.Generators.Model.RunSearches;

/// <summary>What the placeholders of a refused search of runs need.</summary>
/// <param name="Place">Where it is declared.</param>
/// <param name="IsPublic">Whether other projects see it.</param>
/// <param name="Taken">The names of its members that are the user's.</param>
/// <param name="Reasons">Why it is refused.</param>
internal sealed record RefusedRunSearch(TypePlace Place, bool IsPublic, EquatableArray<string> Taken, EquatableArray<RefusalReason> Reasons);
