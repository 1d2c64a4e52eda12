namespace Hyper.Generators.Emitting.Experiments.Steps;

/// <summary>The code of one algorithm, the same for all models.</summary>
/// <param name="Summary">What a run is, given the model with its hypernetwork as text: the documentation comment.</param>
/// <param name="Base">The runtime's class that a run derives from.</param>
/// <param name="Arguments">What its constructor takes beside the data, the settings, the rows and the optimizers.</param>
/// <param name="Steps">The two half-steps and the reference point.</param>
internal sealed record AlgorithmCode(Func<string, string> Summary, string Base, IReadOnlyList<string> Arguments, string Steps);
