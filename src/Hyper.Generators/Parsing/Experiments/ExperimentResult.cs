using Hyper.Generators.Diagnostics;
using Hyper.Generators.Model.Experiments;

namespace Hyper.Generators.Parsing.Experiments;

/// <summary>What parsing an experiment gives: the experiment where no rule refuses it, and what the rules say.</summary>
internal sealed record ExperimentResult(ExperimentModel? Experiment, IReadOnlyList<Fault> Faults);
