using Hyper.Generators.Model.Refused;

namespace Hyper.Generators.Model.Experiments;

/// <summary>What the emitting step sees of one experiment: one of the two, or neither where nothing can be written.</summary>
/// <param name="Experiment">The experiment, where no rule refuses it.</param>
/// <param name="Refused">The experiment, where a rule refuses it and its entry points can be declared all the same.</param>
internal sealed record ParsedExperiment(ExperimentModel? Experiment, RefusedExperiment? Refused);
