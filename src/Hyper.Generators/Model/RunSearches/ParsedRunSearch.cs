namespace Hyper.Generators.Model.RunSearches;

/// <summary>What a class marked <c>[RunSearch]</c> is parsed to.</summary>
/// <param name="Search">The search; <see langword="null"/> where a rule refuses it.</param>
/// <param name="Refused">What its placeholders need, where it is refused and can have any.</param>
internal sealed record ParsedRunSearch(RunSearchModel? Search, RefusedRunSearch? Refused);
