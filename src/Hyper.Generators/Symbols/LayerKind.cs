namespace Hyper.Generators.Symbols;

/// <summary>A kind of layer: an attribute, and the runtime class of the property that it marks.</summary>
/// <param name="Name">The attribute's name without <c>Attribute</c>, and the runtime class's without <c>Hyper</c>.</param>
internal sealed record LayerKind(string Name)
{
    /// <summary>The dotted name of the attribute.</summary>
    public string Attribute => $"Hyper.Dsl.{Name}Attribute";

    /// <summary>The dotted name of the type that a marked property has.</summary>
    public string PropertyType => $"Hyper.Runtime.Layers.Hyper{Name}";
}
