namespace Hyper.Generators.Model.Experiments;

/// <summary>A number that the user gives a setting. A <see cref="double"/> holds every <see cref="int"/> exactly.</summary>
/// <param name="Setting">The setting's name.</param>
/// <param name="Value">Its value.</param>
internal sealed record GivenNumber(string Setting, double Value);
