namespace Hyper.Generators.Bodies.Shapes;

/// <summary>What a layer takes and gives: what is true of all its calls.</summary>
/// <param name="Layer">The name of its property.</param>
/// <param name="Input">The shape of its input.</param>
/// <param name="Output">The shape of its output, of its first where it has several.</param>
internal sealed record LayerShapes(string Layer, TensorShape Input, TensorShape Output)
{
    public LayerShapes Join(TensorShape input, TensorShape output) => new(Layer, TensorShape.Join(Input, input), TensorShape.Join(Output, output));
}
