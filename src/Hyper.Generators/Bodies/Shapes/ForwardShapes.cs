using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Bodies.Shapes;

/// <summary>What following the shapes through a forward method gives.</summary>
/// <param name="Faults">What does not fit.</param>
/// <param name="Layers">The layers that are called on the way, in the order of their first calls.</param>
/// <param name="Output">What the method returns.</param>
internal sealed record ForwardShapes(IReadOnlyCollection<Diagnostic> Faults, IReadOnlyList<LayerShapes> Layers, TensorShape Output)
{
    public static ForwardShapes Nothing { get; } = new([], [], TensorShape.Unknown);
}
