namespace Hyper.App.Records;

/// <summary>A hyperparameter in <c>hyperparameters.json</c>. Natural values.</summary>
/// <param name="Scale">The scale on which it is searched: Linear or Log.</param>
/// <param name="Per">What it has one value for.</param>
/// <param name="Min">Its lower bound; null for none.</param>
/// <param name="Max">Its upper bound; null for none.</param>
/// <param name="Initial">Where tuning started by default.</param>
/// <param name="Tuned">What was found: a value, or several.</param>
public sealed record HyperparameterRecord(string Scale, string Per, double? Min, double? Max, double Initial, IReadOnlyList<double> Tuned);
