namespace Hyper.Generators.Model.Refused;

/// <summary>A partial property of a class that a rule refuses.</summary>
/// <param name="Name">The property's name, not escaped.</param>
/// <param name="Modifiers">The property's modifiers but <c>partial</c>, as written.</param>
/// <param name="Type">The property's type as any file can write it.</param>
internal sealed record RefusedProperty(string Name, string Modifiers, string Type);
