namespace Hyper.Generators.Bodies.Shapes;

/// <summary>Why something cannot take a tensor.</summary>
/// <param name="Takes">What it takes.</param>
/// <param name="Given">What it is given.</param>
/// <param name="Cure">What to do about it.</param>
internal sealed record ShapeFault(string Takes, string Given, string Cure);
