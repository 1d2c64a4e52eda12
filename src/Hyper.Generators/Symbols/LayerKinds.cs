using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Symbols;

/// <summary>Every kind of layer: the one list that the parser and the rules ask. What their attributes say, the parser's <c>LayerReaders</c> read.</summary>
internal static class LayerKinds
{
    public static readonly IReadOnlyList<LayerKind> All =
    [
        new("Linear"),
        new("Conv1d"),
        new("Conv2d"),
        new("ConvTranspose2d"),
        new("Embedding"),
        new("LayerNorm"),
        new("GroupNorm"),
        new("BatchNorm"),
        new("Lstm"),
        new("Gru"),
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
