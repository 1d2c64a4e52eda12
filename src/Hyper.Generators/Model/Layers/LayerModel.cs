namespace Hyper.Generators.Model.Layers;

/// <summary>A layer and its slice of the flat weight vector.</summary>
/// <param name="Name">The property's name, not escaped.</param>
/// <param name="Modifiers">The property's modifiers but <c>partial</c>, as written.</param>
/// <param name="HasDocumentation">Whether the user documents it: what is generated must not take that place.</param>
/// <param name="Kind">The name of its attribute, without <c>Attribute</c>.</param>
/// <param name="Shape">What the attribute says.</param>
/// <param name="Offset">Where the layer's slice of the flat weight vector starts.</param>
internal sealed record LayerModel(string Name, string Modifiers, bool HasDocumentation, string Kind, LayerShape Shape, int Offset)
{
    /// <summary>The layer's output units.</summary>
    public int Units => Shape.Units;

    /// <summary>Length of the slice. The parser has made sure that it fits.</summary>
    public int WeightCount => (int)Shape.WeightCount;
}
