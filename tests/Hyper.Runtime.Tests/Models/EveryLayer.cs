using Hyper.Runtime.Hypernetworks;
using Hyper.Runtime.Layers.Weights;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Models;

/// <summary>A model with a layer of every kind.</summary>
public interface IEveryLayer : IHyperModel
{
    HyperLinear Linear { get; }

    HyperConv1d Conv1d { get; }

    HyperConv2d Conv2d { get; }

    HyperConv2d Grouped { get; }

    HyperConvTranspose2d Transposed { get; }

    HyperConvTranspose2d TransposedInGroups { get; }

    HyperEmbedding Embedding { get; }

    HyperLayerNorm LayerNorm { get; }

    HyperGroupNorm GroupNorm { get; }

    HyperBatchNorm BatchNorm { get; }

    HyperLstm Lstm { get; }

    HyperGru Gru { get; }

    HyperGru GruWithoutBias { get; }
}

/// <summary>The models with a layer of every kind, by the name of their family.</summary>
public static class EveryLayer
{
    public static IReadOnlyList<string> Families { get; } = ["Linear", "Factorized", "Mlp", "Elementwise", "Structured", "Centered"];

    /// <summary>The flat vector, which is the same in every family.</summary>
    public static ElementaryLayout Layout => EveryLayerLinear.Layout.Weights;

    public static (IEveryLayer Model, IResponse Response) Create(string family, ScalarType type, Generator noise)
    {
        return family switch
        {
            "Linear" => Of<EveryLayerLinear, EveryLayerLinear.Trained, EveryLayerLinear.Hyperparameters, EveryLayerLinear.BestResponse>(),
            "Factorized" => Of<EveryLayerFactorized, EveryLayerFactorized.Trained, EveryLayerFactorized.Hyperparameters, EveryLayerFactorized.BestResponse>(),
            "Mlp" => Of<EveryLayerMlp, EveryLayerMlp.Trained, EveryLayerMlp.Hyperparameters, EveryLayerMlp.BestResponse>(),
            "Elementwise" => Of<EveryLayerElementwise, EveryLayerElementwise.Trained, EveryLayerElementwise.Hyperparameters, EveryLayerElementwise.BestResponse>(),
            "Structured" => Of<EveryLayerStructured, EveryLayerStructured.Trained, EveryLayerStructured.Hyperparameters, EveryLayerStructured.BestResponse>(),
            "Centered" => Of<EveryLayerCentered, EveryLayerCentered.Trained, EveryLayerCentered.Hyperparameters, EveryLayerCentered.BestResponse>(),
            _ => throw new ArgumentOutOfRangeException(nameof(family), family, "No such family."),
        };

        (IEveryLayer Model, IResponse Response) Of<TModel, TTrained, THyperparameters, TResponse>()
            where TModel : class, IEveryLayer, IHyperModel<TModel, TTrained, THyperparameters>
            where TTrained : TrainedModel
            where THyperparameters : IHyperparameters<THyperparameters>
            where TResponse : class, ICompiledResponse<TResponse> =>
            (TModel.Create(), TResponse.Create(type, CPU, noise));
    }

    /// <summary>Number of hyperparameters of a model.</summary>
    public static int HyperparameterCount(string family) => family == "Elementwise" ? Layout.WeightCount : Layout.UnitCount;

    /// <summary>What a model hands itself to, so that no layer counts as unused; the tests read one at a time.</summary>
    internal static Tensor Forward(IEveryLayer model, Tensor rows) => rows * model.Context.Samples;
}
