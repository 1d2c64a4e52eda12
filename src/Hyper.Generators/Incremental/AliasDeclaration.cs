namespace Hyper.Generators.Incremental;

/// <summary>A using directive that gives a type another name.</summary>
/// <param name="Name">The key of the name that it gives.</param>
/// <param name="Target">The key of the last name of the type.</param>
/// <param name="IsGlobal">Whether it counts in every file.</param>
internal sealed record AliasDeclaration(string Name, string Target, bool IsGlobal);
