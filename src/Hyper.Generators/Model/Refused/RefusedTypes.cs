namespace Hyper.Generators.Model.Refused;

/// <summary>What a user's code may name of a refused model: its typed record, its trained form, its layout, and the methods that load it.</summary>
/// <param name="Hyperparameters">The properties of the record.</param>
/// <param name="Forward">The name of the trained form's method, not escaped, and of its parameters; <see langword="null"/> where the user marks none.</param>
/// <param name="Taken">The names of methods that load it which something of the user's has.</param>
internal sealed record RefusedTypes(EquatableArray<RefusedHyperparameter> Hyperparameters, (string Name, EquatableArray<string> Parameters)? Forward, EquatableArray<string> Taken);

/// <summary>A property of the typed record of a refused model, as far as its declaration can be read.</summary>
/// <param name="Name">Its name, not escaped.</param>
/// <param name="IsScalar">Whether it is one number.</param>
/// <param name="Discrete">Whether that number is whole.</param>
internal sealed record RefusedHyperparameter(string Name, bool IsScalar, bool Discrete);
