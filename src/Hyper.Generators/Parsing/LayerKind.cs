using Hyper.Generators.Model;

namespace Hyper.Generators.Parsing;

/// <summary>A kind of layer: an attribute, and the runtime class of the property that it marks.</summary>
/// <param name="Name">The attribute's name without <c>Attribute</c>, and the runtime class's without <c>Hyper</c>.</param>
/// <param name="Read">Reads the attribute's arguments; null where one of them is out of range, which has been reported then.</param>
internal sealed record LayerKind(string Name, Func<LayerArguments, LayerShape?> Read)
{
    /// <summary>The dotted name of the attribute.</summary>
    public string Attribute => $"Hyper.Dsl.{Name}Attribute";

    /// <summary>The dotted name of the type that a marked property has.</summary>
    public string PropertyType => $"Hyper.Runtime.Layers.Hyper{Name}";
}
