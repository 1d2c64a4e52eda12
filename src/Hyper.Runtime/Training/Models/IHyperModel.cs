using Hyper.Runtime.Layers.Context;
using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Spaces;

namespace Hyper.Runtime.Training.Models;

/// <summary>A model as a training loop sees it; the compiler implements it for every annotated class.</summary>
public interface IHyperModel
{
    /// <summary>What the model's layers and hyperparameters read.</summary>
    ForwardContext Context { get; }

    /// <summary>The names of the forward method's parameters, in their order: a dataset of several inputs has to have the same.</summary>
    IReadOnlyList<string> InputNames => ["inputs"];

    /// <summary>The method marked <c>[Forward]</c>.</summary>
    /// <param name="inputs">[rows, …], one for each of its parameters.</param>
    Tensor Forward(ModelInputs inputs);

    /// <summary>The method marked <c>[TrainingLoss]</c>: a scalar.</summary>
    /// <param name="outputs">What the forward method returned.</param>
    /// <param name="targets">The rows' targets.</param>
    Tensor TrainingLoss(Tensor outputs, Tensor targets);

    /// <summary>The method marked <c>[ValidationLoss]</c>: a scalar.</summary>
    /// <param name="outputs">What the forward method returned.</param>
    /// <param name="targets">The rows' targets.</param>
    Tensor ValidationLoss(Tensor outputs, Tensor targets);

    /// <summary>The methods marked <c>[Metric]</c>, in the order of their declaration.</summary>
    IReadOnlyList<ModelMetric> Metrics => [];
}

/// <summary>What is known of an annotated class without an instance; the compiler implements it.</summary>
/// <typeparam name="TSelf">The annotated class.</typeparam>
/// <typeparam name="TTrained">The model with fixed weights that the compiler writes for it.</typeparam>
/// <typeparam name="THyperparameters">The record of natural values that the compiler writes for it.</typeparam>
public interface IHyperModel<TSelf, TTrained, THyperparameters> : IHyperModel
    where TSelf : class, IHyperModel<TSelf, TTrained, THyperparameters>
    where TTrained : TrainedModel
    where THyperparameters : IHyperparameters<THyperparameters>
{
    /// <summary>The model's elementary weights.</summary>
    static abstract ElementaryLayout Weights { get; }

    /// <summary>A new instance of the annotated class.</summary>
    static abstract TSelf Create();

    /// <summary>A model with fixed weights.</summary>
    /// <param name="model">An instance of its own, which it takes over.</param>
    /// <param name="weights">Its weights, one sample, which it takes over.</param>
    /// <param name="unconstrained">The hyperparameters that the weights belong to: n unconstrained coordinates.</param>
    static abstract TTrained CreateTrained(TSelf model, ElementaryWeights weights, double[] unconstrained);
}
