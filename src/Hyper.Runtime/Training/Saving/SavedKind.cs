namespace Hyper.Runtime.Training.Saving;

/// <summary>What a file holds.</summary>
/// <param name="Format">What the file calls it.</param>
/// <param name="InWords">What messages call it.</param>
/// <param name="LoadedBy">The method of a model's class that loads it.</param>
internal sealed record SavedKind(string Format, string InWords, string LoadedBy)
{
    /// <summary>A model with fixed weights.</summary>
    public static SavedKind Model { get; } = new("hyperdsl.model", "a model", "Load");

    /// <summary>A learned response.</summary>
    public static SavedKind Response { get; } = new("hyperdsl.response", "a response", "LoadResponse");

    /// <summary>The kind of a name; null where there is none.</summary>
    public static SavedKind? Named(string? format) => ((SavedKind[])[Model, Response]).FirstOrDefault(kind => kind.Format == format);
}
