using Hyper.Generators.Model.Layers;
using Hyper.Generators.Symbols;

namespace Hyper.Generators.Parsing.Layers;

/// <summary>What reads the attribute of each kind of layer.</summary>
internal static class LayerReaders
{
    private static readonly IReadOnlyDictionary<string, Func<LayerArguments, LayerShape?>> ByKind = new Dictionary<string, Func<LayerArguments, LayerShape?>>(StringComparer.Ordinal)
    {
        ["Linear"] = FullyConnectedLayers.Linear,
        ["Conv1d"] = ConvolutionLayers.Conv1d,
        ["Conv2d"] = ConvolutionLayers.Conv2d,
        ["ConvTranspose2d"] = ConvolutionLayers.ConvTranspose2d,
        ["Embedding"] = FullyConnectedLayers.Embedding,
        ["LayerNorm"] = NormalizationLayers.LayerNorm,
        ["GroupNorm"] = NormalizationLayers.GroupNorm,
        ["BatchNorm"] = NormalizationLayers.BatchNorm,
        ["Lstm"] = RecurrentLayers.Lstm,
        ["Gru"] = RecurrentLayers.Gru,
    };

    /// <summary>The names of the kinds, in the order of their list.</summary>
    public static IEnumerable<string> Kinds => ByKind.Keys;

    /// <summary>What an attribute says; null where one of its arguments is out of range, which has been reported then.</summary>
    public static LayerShape? Read(LayerKind kind, LayerArguments arguments) => ByKind[kind.Name](arguments);
}
