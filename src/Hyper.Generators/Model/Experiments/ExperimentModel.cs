using Hyper.Dsl;

namespace Hyper.Generators.Model.Experiments;

/// <summary>Everything that the emitters know of a class marked <see cref="ExperimentAttribute{TModel}"/>.</summary>
/// <param name="Place">Where it is declared.</param>
/// <param name="Model">Where the model that it tunes is declared.</param>
/// <param name="Family">The response family: the experiment's own, or else the model's.</param>
/// <param name="IsPublic">Whether everybody who can see the experiment can see the model too; else its members are internal.</param>
/// <param name="Settings">What the attribute says.</param>
internal sealed record ExperimentModel(TypePlace Place, TypePlace Model, Hypernetwork Family, bool IsPublic, ExperimentSettings Settings)
{
    /// <summary>Whether layers of the model have families of their own.</summary>
    public bool IsHybrid { get; init; }

    /// <summary>The model with the experiment's own hypernetwork, where that is not the model's and there is one to write.</summary>
    public ModelClass? Own { get; init; }

    /// <summary>What the compiler chose and why, a sentence about the experiment; <see langword="null"/> where everything is named.</summary>
    public string? Choice { get; init; }

    /// <summary>The compiled response that its run trains.</summary>
    public string Response => $"{(Own is null ? Model : Place).QualifiedName}.BestResponse";
}
