using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hyper.Generators.Symbols;

/// <summary>Reads the arguments of one attribute, and says where each is written.</summary>
internal sealed class AttributeReader
{
    private readonly AttributeData _data;
    private readonly CancellationToken _cancellation;

    private AttributeReader(AttributeData data, CancellationToken cancellation)
    {
        _data = data;
        _cancellation = cancellation;
    }

    /// <summary>Whether C# itself finds the attribute or one of its arguments wrong.</summary>
    public bool IsBroken => _data.AttributeConstructor is null
        || _data.ConstructorArguments.Any(argument => argument.Kind == TypedConstantKind.Error || (argument.Kind == TypedConstantKind.Array && !argument.IsNull && argument.Values.Any(value => value.Kind == TypedConstantKind.Error)))
        || _data.NamedArguments.Any(argument => argument.Value.Kind == TypedConstantKind.Error);

    /// <summary>Where the first argument is written that C# finds wrong, or the attribute where it is not one argument.</summary>
    public Location BrokenLocation()
    {
        if (_data.AttributeConstructor is null)
        {
            return Location();
        }

        for (var i = 0; i < _data.ConstructorArguments.Length; i++)
        {
            if (_data.ConstructorArguments[i].Kind == TypedConstantKind.Error)
            {
                return PositionalLocation(i);
            }
        }

        var named = _data.NamedArguments.FirstOrDefault(argument => argument.Value.Kind == TypedConstantKind.Error);
        return named.Key is { } key ? NamedLocation(key) : Location();
    }

    /// <summary>The number of the constructor's parameters.</summary>
    public int ParameterCount => _data.ConstructorArguments.Length;

    /// <summary>The one type argument of a generic attribute.</summary>
    public ITypeSymbol? TypeArgument => _data.AttributeClass?.TypeArguments.FirstOrDefault();

    /// <summary>The attribute as it is written.</summary>
    public AttributeSyntax? Syntax => _data.ApplicationSyntaxReference?.GetSyntax(_cancellation) as AttributeSyntax;

    /// <summary>The attribute with this metadata name, or <see langword="null"/>.</summary>
    public static AttributeReader? Find(ISymbol symbol, string metadataName, CancellationToken cancellation)
    {
        foreach (var data in symbol.GetAttributes())
        {
            if (data.AttributeClass is { } type && HasName(type, metadataName))
            {
                return new AttributeReader(data, cancellation);
            }
        }

        return null;
    }

    /// <summary>The attributes with this metadata name, in their order.</summary>
    public static IReadOnlyList<AttributeReader> All(ISymbol symbol, string metadataName, CancellationToken cancellation)
        => [.. symbol.GetAttributes().Where(data => data.AttributeClass is { } type && HasName(type, metadataName)).Select(data => new AttributeReader(data, cancellation))];

    /// <summary>The attribute whose class derives from the one with this metadata name, or <see langword="null"/>.</summary>
    public static AttributeReader? FindDerived(ISymbol symbol, string metadataName, CancellationToken cancellation)
    {
        foreach (var data in symbol.GetAttributes())
        {
            for (var type = data.AttributeClass?.BaseType; type is not null; type = type.BaseType)
            {
                if (HasName(type, metadataName))
                {
                    return new AttributeReader(data, cancellation);
                }
            }
        }

        return null;
    }

    public static bool Has(ISymbol symbol, string metadataName) => Count(symbol, metadataName) > 0;

    /// <summary>How often a symbol has the attribute with this metadata name.</summary>
    public static int Count(ISymbol symbol, string metadataName)
        => symbol.GetAttributes().Count(data => data.AttributeClass is { } type && HasName(type, metadataName));

    /// <summary>Whether an argument is written out, be it with its default value.</summary>
    public bool IsGiven(string property) => _data.NamedArguments.Any(argument => argument.Key == property);

    /// <summary>A property's value: the argument's, or the fallback where there is none.</summary>
    public T Named<T>(string property, T fallback)
    {
        foreach (var argument in _data.NamedArguments)
        {
            if (argument.Key == property && argument.Value.Value is { } value)
            {
                return Convert<T>(value);
            }
        }

        return fallback;
    }

    /// <summary>The value of a constructor's parameter.</summary>
    public T Positional<T>(int index) => Convert<T>(_data.ConstructorArguments[index].Value!);

    /// <summary>The values that a constructor's <c>params</c> parameter collects.</summary>
    public IReadOnlyList<int> PositionalList(int index)
        => _data.ConstructorArguments[index] is { IsNull: false } list ? [.. list.Values.Select(value => Convert<int>(value.Value!))] : [];

    /// <summary>The numbers that a constructor's <c>params</c> parameter collects.</summary>
    public IReadOnlyList<double> PositionalNumbers(int index)
        => _data.ConstructorArguments[index] is { IsNull: false } list ? [.. list.Values.Select(value => Convert<double>(value.Value!))] : [];

    /// <summary>The types that a constructor's <c>params</c> parameter collects; <see langword="null"/> for one that is none.</summary>
    public IReadOnlyList<ITypeSymbol?> PositionalTypes(int index)
        => _data.ConstructorArguments[index] is { IsNull: false } list ? [.. list.Values.Select(value => value.Value as ITypeSymbol)] : [];

    /// <summary>Where one of those values is written, or the attribute where they are not written one by one.</summary>
    public Location PositionalLocation(int index, int element)
    {
        var positional = Arguments().Where(argument => argument.NameEquals is null).ToList();
        return positional.All(argument => argument.NameColon is null) && positional.Count == index + _data.ConstructorArguments[index].Values.Length
            ? positional[index + element].GetLocation()
            : Location();
    }

    /// <summary>Where a property's argument is written, or the attribute where there is none.</summary>
    public Location NamedLocation(string property)
        => Arguments().FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == property)?.GetLocation()
            ?? Location();

    /// <summary>Where a constructor's argument is written, or the attribute where there is none.</summary>
    public Location PositionalLocation(int index)
    {
        var parameter = _data.AttributeConstructor!.Parameters[index].Name;
        var positional = Arguments().Where(argument => argument.NameEquals is null).ToList();
        var written = positional.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == parameter)
            ?? (index < positional.Count && positional[index].NameColon is null ? positional[index] : null);
        return written?.GetLocation() ?? Location();
    }

    /// <summary>Where the attribute is written.</summary>
    public Location Location()
        => Syntax?.GetLocation() ?? Microsoft.CodeAnalysis.Location.None;

    private static bool HasName(INamedTypeSymbol type, string metadataName)
    {
        var original = type.OriginalDefinition;
        return metadataName.EndsWith(original.MetadataName, StringComparison.Ordinal)
            && original.ContainingType is null
            && $"{original.ContainingNamespace.ToDisplayString()}.{original.MetadataName}" == metadataName;
    }

    /// <summary>An enum arrives as its underlying number, and an int may stand where a double is asked for.</summary>
    private static T Convert<T>(object value)
        => typeof(T).IsEnum
            ? (T)Enum.ToObject(typeof(T), value)
            : (T)System.Convert.ChangeType(value, typeof(T), System.Globalization.CultureInfo.InvariantCulture);

    private IEnumerable<AttributeArgumentSyntax> Arguments()
        => Syntax?.ArgumentList is { } list ? list.Arguments : [];
}
