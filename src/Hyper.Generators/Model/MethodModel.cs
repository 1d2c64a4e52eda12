namespace Hyper.Generators.Model;

/// <summary>One of the three methods that a user writes.</summary>
/// <param name="Name">The method's name, not escaped.</param>
/// <param name="Accessibility">Its accessibility, as C# writes it.</param>
/// <param name="IsStatic">Whether it belongs to the type and not to an instance.</param>
/// <param name="Parameters">Its parameters' names, not escaped.</param>
internal sealed record MethodModel(string Name, string Accessibility, bool IsStatic, EquatableArray<string> Parameters);
