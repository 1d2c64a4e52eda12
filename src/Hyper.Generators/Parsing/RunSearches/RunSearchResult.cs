using Hyper.Generators.Diagnostics;
using Hyper.Generators.Model.RunSearches;

namespace Hyper.Generators.Parsing.RunSearches;

/// <summary>What parsing a search of runs gives: the search where no rule refuses it, and what the rules say.</summary>
/// <param name="Class">What the emitting step sees.</param>
/// <param name="Faults">What the analyzer reports.</param>
/// <param name="Unseen">What could not be read, where C# itself should say why.</param>
internal sealed record RunSearchResult(ParsedRunSearch Class, IReadOnlyList<Fault> Faults, IReadOnlyList<Fault> Unseen);
