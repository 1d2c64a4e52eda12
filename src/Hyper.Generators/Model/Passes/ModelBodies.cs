namespace Hyper.Generators.Model.Passes;

/// <summary>What the bodies of a model's methods say.</summary>
/// <param name="Shapes">The shapes on the way through the forward method.</param>
/// <param name="Training">Forward method and training loss, where the compiler understands both.</param>
/// <param name="Validation">Forward method and validation loss, where the compiler understands both.</param>
internal sealed record ModelBodies(ShapeNotes Shapes, PassProgram? Training, PassProgram? Validation)
{
    public static ModelBodies Nothing { get; } = new(new ShapeNotes(default, null), null, null);
}
