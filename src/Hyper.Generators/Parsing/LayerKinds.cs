using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Parsing;

/// <summary>Every kind of layer: the one list that the parser and the rules ask.</summary>
internal static class LayerKinds
{
    private static readonly IReadOnlyList<LayerKind> All =
    [
        new("Linear", FullyConnectedLayers.Linear),
        new("Conv1d", ConvolutionLayers.Conv1d),
        new("Conv2d", ConvolutionLayers.Conv2d),
        new("ConvTranspose2d", ConvolutionLayers.ConvTranspose2d),
        new("Embedding", FullyConnectedLayers.Embedding),
        new("LayerNorm", NormalizationLayers.LayerNorm),
        new("GroupNorm", NormalizationLayers.GroupNorm),
        new("BatchNorm", NormalizationLayers.BatchNorm),
        new("Lstm", RecurrentLayers.Lstm),
        new("Gru", RecurrentLayers.Gru),
    ];

    /// <summary>The kinds that a member is marked as: one for a well-formed layer.</summary>
    public static IReadOnlyList<LayerKind> Of(ISymbol member)
        => [.. member.GetAttributes().Select(KindOf).OfType<LayerKind>()];

    /// <summary>Whether a member is marked as a layer.</summary>
    public static bool IsLayer(ISymbol member) => member.GetAttributes().Any(data => KindOf(data) is not null);

    private static LayerKind? KindOf(AttributeData data)
        => data.AttributeClass is { ContainingNamespace: { Name: "Dsl", ContainingNamespace: { Name: "Hyper", ContainingNamespace.IsGlobalNamespace: true } }, ContainingType: null } type
            ? All.FirstOrDefault(kind => type.MetadataName.Length == kind.Name.Length + "Attribute".Length && type.MetadataName.StartsWith(kind.Name, StringComparison.Ordinal))
            : null;
}
