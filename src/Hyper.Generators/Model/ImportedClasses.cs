namespace Hyper.Generators.Model;

/// <summary>The runtime's classes whose methods a model calls by their names alone, because a generated file imports them into every other.</summary>
internal static class ImportedClasses
{
    public const string Regularizers = "global::Hyper.Runtime.Layers.Regularizers";
    public const string Augmentations = "global::Hyper.Runtime.Layers.Augmentations";
    public const string LossShape = "global::Hyper.Runtime.Layers.LossShape";

    /// <summary>The directives that import them.</summary>
    public static readonly EquatableArray<string> Usings = new(from type in (string[])[Regularizers, Augmentations, LossShape] select $"global using static {type};");
}
