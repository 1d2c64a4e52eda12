using Hyper.Generators.Diagnostics;
using Hyper.Generators.Model.Experiments;

namespace Hyper.Generators.Parsing.Experiments;

/// <summary>What parsing an experiment gives: the experiment where no rule refuses it, and what the rules say.</summary>
/// <param name="Class">What the emitting step sees.</param>
/// <param name="Faults">What the analyzer reports.</param>
/// <param name="Unseen">What could not be read, where C# itself should say why.</param>
internal sealed record ExperimentResult(ParsedExperiment Class, IReadOnlyList<Fault> Faults, IReadOnlyList<Fault> Unseen);
