using Hyper.Dsl;
using Hyper.Generators.Model.Hypernetworks;
using Hyper.Generators.Model.Hyperparameters;
using Hyper.Generators.Model.Layers;

namespace Hyper.Generators.Model;

/// <summary>Everything that the emitters know of a class marked <see cref="HyperModelAttribute"/>.</summary>
/// <param name="Place">Where it is declared.</param>
/// <param name="Hypernetwork">Its response family.</param>
/// <param name="Layers">Its layers in the order of their declaration.</param>
/// <param name="Hyperparameters">Its hyperparameters in the order of their declaration.</param>
/// <param name="Forward">The method marked <see cref="ForwardAttribute"/>.</param>
/// <param name="TrainingLoss">The method marked <see cref="TrainingLossAttribute"/>.</param>
/// <param name="ValidationLoss">The method marked <see cref="ValidationLossAttribute"/>.</param>
/// <param name="SharedModules">The fields and properties marked <see cref="SharedModuleAttribute"/>, not escaped.</param>
internal sealed record ModelClass(
    TypePlace Place,
    HypernetworkModel Hypernetwork,
    EquatableArray<LayerModel> Layers,
    EquatableArray<HyperparameterModel> Hyperparameters,
    MethodModel Forward,
    MethodModel TrainingLoss,
    MethodModel ValidationLoss,
    EquatableArray<string> SharedModules)
{
    /// <summary>The methods marked <see cref="MetricAttribute"/>, in the order of their declaration.</summary>
    public EquatableArray<MetricModel> Metrics { get; init; }

    /// <summary>Elementary weights, P.</summary>
    public int WeightCount => Layers.Sum(layer => layer.WeightCount);

    /// <summary>Hyperparameter values, n.</summary>
    public int HyperparameterCount => Hyperparameters.Sum(hyperparameter => hyperparameter.Count);
}
