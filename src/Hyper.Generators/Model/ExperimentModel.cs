using Hyper.Dsl;

namespace Hyper.Generators.Model;

/// <summary>Everything that the emitters know of a class marked <see cref="ExperimentAttribute{TModel}"/>.</summary>
/// <param name="Place">Where it is declared.</param>
/// <param name="Model">The model that it tunes.</param>
/// <param name="Settings">Its defaults.</param>
internal sealed record ExperimentModel(TypePlace Place, ModelClass Model, ExperimentSettings Settings);
