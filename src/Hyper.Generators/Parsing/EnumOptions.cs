using Hyper.Generators.Diagnostics;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Parsing;

/// <summary>Reads options that are enums: a cast can put a number there that is no member.</summary>
internal static class EnumOptions
{
    /// <summary>Reads a property of an attribute, and reports and replaces a value that is no member.</summary>
    public static T Read<T>(AttributeReader attribute, string property, T fallback, DiagnosticDescriptor rule, string owner, Faults faults)
        where T : struct, Enum
        => Check(attribute.Named(property, fallback), attribute.NamedLocation, property, fallback, rule, owner, faults);

    /// <summary>Reads a constructor argument of an attribute, and reports and replaces a value that is no member.</summary>
    public static T Read<T>(AttributeReader attribute, int parameter, T fallback, DiagnosticDescriptor rule, string owner, Faults faults)
        where T : struct, Enum
        => Check(attribute.Positional<T>(parameter), _ => attribute.PositionalLocation(parameter), typeof(T).Name, fallback, rule, owner, faults);

    private static T Check<T>(T value, Func<string, Location> location, string property, T fallback, DiagnosticDescriptor rule, string owner, Faults faults)
        where T : struct, Enum
    {
        if (Enum.IsDefined(typeof(T), value))
        {
            return value;
        }

        faults.Report(rule, location(property), owner, property, value.ToString(), OneOf<T>());
        return fallback;
    }

    private static string OneOf<T>() => string.Join(", ", Enum.GetNames(typeof(T)).Select(name => $"{typeof(T).Name}.{name}"));
}
