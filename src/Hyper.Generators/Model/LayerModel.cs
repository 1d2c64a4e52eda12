namespace Hyper.Generators.Model;

/// <summary>A fully connected layer and its slice of the flat weight vector: weights [outputs, inputs], then biases.</summary>
/// <param name="Name">The property's name, not escaped.</param>
/// <param name="Modifiers">The property's modifiers but <c>partial</c>, as written.</param>
/// <param name="HasDocumentation">Whether the user documents it: what is generated must not take that place.</param>
/// <param name="Inputs">Features of a row that comes in.</param>
/// <param name="Outputs">The layer's units.</param>
/// <param name="Bias">Whether each unit has a bias.</param>
/// <param name="Offset">Where the layer's slice of the flat weight vector starts.</param>
internal sealed record LayerModel(string Name, string Modifiers, bool HasDocumentation, int Inputs, int Outputs, bool Bias, int Offset)
{
    /// <summary>Length of the slice. The parser has made sure that it fits.</summary>
    public int WeightCount => (Inputs * Outputs) + (Bias ? Outputs : 0);
}
