namespace Hyper.Generators.Model;

/// <summary>
/// A model class that a rule refuses. Its well-formed partial properties are implemented all the same, so that the
/// user sees what the rule says and not the compiler's complaint about every property.
/// </summary>
/// <param name="Place">Where the class is declared.</param>
/// <param name="Properties">The properties to implement.</param>
internal sealed record FaultyClass(TypePlace Place, EquatableArray<FaultyProperty> Properties);
