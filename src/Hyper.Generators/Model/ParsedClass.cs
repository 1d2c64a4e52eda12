using Hyper.Generators.Model.Refused;

namespace Hyper.Generators.Model;

/// <summary>What the emitting step sees of one annotated model class: one of the two, or neither where nothing can be written.</summary>
/// <param name="Model">The class, where no rule refuses it.</param>
/// <param name="Refused">The class, where a rule refuses it and placeholders can be written all the same.</param>
internal sealed record ParsedClass(ModelClass? Model, RefusedModel? Refused);
