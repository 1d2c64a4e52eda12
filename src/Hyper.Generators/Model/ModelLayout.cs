namespace Hyper.Generators.Model;

/// <summary>What the generated layout tells of a model: the one thing that is written from the bodies of its methods as well.</summary>
internal sealed record ModelLayout(ModelClass Model, ShapeNotes Shapes);
