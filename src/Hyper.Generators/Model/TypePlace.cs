namespace Hyper.Generators.Model;

/// <summary>Where an annotated class is declared.</summary>
/// <param name="Namespace">The namespace, escaped where a part of it is a keyword; <see langword="null"/> for the global one.</param>
/// <param name="Containers">The types around the class, outermost first.</param>
/// <param name="Self">The class.</param>
/// <param name="QualifiedName">The class as any file can write it, from <c>global::</c> on.</param>
/// <param name="DisplayName">The class as messages and catalogs name it: dotted, nothing escaped.</param>
/// <param name="HintName">What the names of its generated files start with: bounded in length, its own in the project.</param>
internal sealed record TypePlace(
    string? Namespace,
    EquatableArray<TypeDeclaration> Containers,
    TypeDeclaration Self,
    string QualifiedName,
    string DisplayName,
    string HintName)
{
    /// <summary>The bare name of the class, not escaped.</summary>
    public string Name => Self.Name;
}
