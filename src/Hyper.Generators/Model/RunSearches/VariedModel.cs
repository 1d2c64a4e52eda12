using Hyper.Dsl;

namespace Hyper.Generators.Model.RunSearches;

/// <summary>A setting that a search of runs varies.</summary>
/// <param name="Setting">The setting.</param>
/// <param name="Scale">The scale between two bounds.</param>
/// <param name="Values">The bounds, or the values.</param>
/// <param name="IsAmong">Whether they are values.</param>
internal sealed record VariedModel(RunSetting Setting, Scale Scale, EquatableArray<double> Values, bool IsAmong);
