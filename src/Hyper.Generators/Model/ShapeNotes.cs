namespace Hyper.Generators.Model;

/// <summary>The shapes on the way through a forward method, as far as they are known: remarks in the generated layout.</summary>
/// <param name="Layers">Those of layers.</param>
/// <param name="Output">What the method returns, or <see langword="null"/> where nothing is known of it.</param>
internal sealed record ShapeNotes(EquatableArray<LayerNote> Layers, string? Output);

/// <summary>The shapes of one layer.</summary>
/// <param name="Layer">The name of its property.</param>
/// <param name="Text">What it takes and gives.</param>
internal sealed record LayerNote(string Layer, string Text);
