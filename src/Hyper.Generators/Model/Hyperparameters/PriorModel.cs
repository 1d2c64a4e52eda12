using Hyper.Dsl;

namespace Hyper.Generators.Model.Hyperparameters;

/// <summary>What global training draws a hyperparameter's values from, where the user says so.</summary>
/// <param name="Kind">Its form.</param>
/// <param name="Deviation">Standard deviation of a normal one, in the unconstrained coordinate.</param>
/// <param name="Min">Lower end of one between two ends, a natural value.</param>
/// <param name="Max">Upper end of one between two ends, a natural value.</param>
internal sealed record PriorModel(Prior Kind, double Deviation, double Min, double Max);
