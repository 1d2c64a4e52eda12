namespace Hyper.Generators.Model.Experiments;

/// <summary>A setting that is on or off, where the user gives it.</summary>
/// <param name="Setting">The setting's name.</param>
/// <param name="Value">Whether it is on.</param>
internal sealed record GivenFlag(string Setting, bool Value);
