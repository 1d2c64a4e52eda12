namespace Hyper.Generators.Model;

/// <summary>One <c>partial</c> declaration header: what must be repeated to reopen a type in another file.</summary>
/// <param name="Keyword"><c>class</c>, <c>struct</c>, <c>record</c>, <c>record struct</c> or <c>interface</c>.</param>
/// <param name="Name">The bare name, not escaped.</param>
/// <param name="TypeParameters">The type parameter list with its angle brackets, or nothing.</param>
internal sealed record TypeDeclaration(string Keyword, string Name, string TypeParameters);
