namespace Hyper.Generators.Model.Refused;

/// <summary>The types that a user's code may name of a refused model: its typed record, its trained form, its layout.</summary>
/// <param name="Hyperparameters">The properties of the record.</param>
/// <param name="Forward">The name of the trained form's method, not escaped, and of its parameter; <see langword="null"/> where the user marks none.</param>
internal sealed record RefusedTypes(EquatableArray<RefusedHyperparameter> Hyperparameters, (string Name, string Parameter)? Forward);

/// <summary>A property of the typed record of a refused model, as far as its declaration can be read.</summary>
/// <param name="Name">Its name, not escaped.</param>
/// <param name="IsScalar">Whether it is one number.</param>
/// <param name="Discrete">Whether that number is whole.</param>
internal sealed record RefusedHyperparameter(string Name, bool IsScalar, bool Discrete);
