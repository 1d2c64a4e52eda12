using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hyper.Generators.Tests.Corpus;

/// <summary>An attribute's text, taken apart so that an argument can be changed.</summary>
internal sealed record AttributeText(string Name, IReadOnlyList<(string? Name, string Value)> Arguments)
{
    public static AttributeText Of(AttributeSyntax attribute) => new(
        attribute.Name.ToString(),
        [.. (attribute.ArgumentList?.Arguments ?? []).Select(argument => (argument.NameEquals?.Name.ToString(), argument.NameEquals is null ? argument.ToString() : argument.Expression.ToString()))]);

    /// <summary>The name without namespaces and without <c>Attribute</c>.</summary>
    public static string SimpleName(AttributeSyntax attribute)
    {
        var name = attribute.Name switch
        {
            QualifiedNameSyntax qualified => qualified.Right,
            AliasQualifiedNameSyntax aliased => aliased.Name,
            var simple => (SimpleNameSyntax)simple,
        };
        var text = name.Identifier.ValueText;
        return text.EndsWith("Attribute", StringComparison.Ordinal) ? text[..^"Attribute".Length] : text;
    }

    /// <summary>The value of a named argument, as written.</summary>
    public string? this[string name] => Arguments.Where(argument => argument.Name == name).Select(argument => argument.Value).FirstOrDefault();

    /// <summary>The same attribute with a named argument set, in its place or at the end.</summary>
    public AttributeText With(string name, string value) => this[name] is null
        ? this with { Arguments = [.. Arguments, (name, value)] }
        : this with { Arguments = [.. Arguments.Select(argument => argument.Name == name ? (name, value) : argument)] };

    public AttributeText Without(string name) => this with { Arguments = [.. Arguments.Where(argument => argument.Name != name)] };

    /// <summary>The same attribute with a positional argument set; it may be the first one after the last.</summary>
    public AttributeText WithPositional(int index, string value)
    {
        var positional = Arguments.Where(argument => argument.Name is null).ToList();
        if (index < positional.Count)
        {
            positional[index] = (null, value);
        }
        else
        {
            positional.Add((null, value));
        }

        return this with { Arguments = [.. positional, .. Arguments.Where(argument => argument.Name is not null)] };
    }

    public string? Positional(int index) => Arguments.Where(argument => argument.Name is null).Select(argument => argument.Value).ElementAtOrDefault(index);

    public override string ToString()
        => Arguments.Count == 0 ? Name : $"{Name}({string.Join(", ", Arguments.Select(argument => argument.Name is null ? argument.Value : $"{argument.Name} = {argument.Value}"))})";
}
