using Hyper.Dsl;

namespace Hyper.Generators.Model.Experiments;

/// <summary>Everything that the emitters know of a class marked <see cref="ExperimentAttribute{TModel}"/>.</summary>
/// <param name="Place">Where it is declared.</param>
/// <param name="Model">Where the model that it tunes is declared.</param>
/// <param name="Family">The model's response family.</param>
/// <param name="IsPublic">Whether everybody who can see the experiment can see the model too; else its members are internal.</param>
/// <param name="Settings">What the attribute says.</param>
internal sealed record ExperimentModel(TypePlace Place, TypePlace Model, Hypernetwork Family, bool IsPublic, ExperimentSettings Settings)
{
    /// <summary>Whether layers of the model have families of their own.</summary>
    public bool IsHybrid { get; init; }
}
