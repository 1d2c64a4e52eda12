namespace Hyper.Generators.Bodies.Values;

/// <summary>A scope in which no gradients are kept.</summary>
/// <param name="Call">What opens it.</param>
/// <param name="Outer">The scope around it; null where there is none.</param>
internal sealed record NoGradScope(CallValue Call, NoGradScope? Outer);
