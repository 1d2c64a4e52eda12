namespace Hyper.Generators.Model.Refused;

/// <summary>
/// A model class that a rule refuses. Its well-formed partial properties are implemented all the same, and the types that the
/// user's code may name are declared, so that the user sees what the rule says and not the C# compiler's complaint about
/// everything that is missing.
/// </summary>
/// <param name="Place">Where the class is declared.</param>
/// <param name="Properties">The properties to implement.</param>
/// <param name="Types">The types to declare; <see langword="null"/> where the class has no place for them.</param>
/// <param name="Reasons">What the rules say, without positions.</param>
internal sealed record RefusedModel(TypePlace Place, EquatableArray<RefusedProperty> Properties, RefusedTypes? Types, EquatableArray<RefusalReason> Reasons);
