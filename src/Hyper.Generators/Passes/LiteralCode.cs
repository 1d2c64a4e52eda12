using System.Globalization;
using Hyper.Generators.Bodies.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hyper.Generators.Passes;

/// <summary>Constants as C# writes them, of exactly their type.</summary>
internal static class LiteralCode
{
    public static string Of(ConstantValue value)
    {
        var type = value.Type;
        var isNullable = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T };
        var underlying = isNullable ? ((INamedTypeSymbol)type!).TypeArguments[0] : type;
        return value.Constant is null
            ? type is null ? "null" : $"default({CodeWriter.NameOf(type)})"
            : underlying is INamedTypeSymbol { TypeKind: TypeKind.Enum } @enum ? Enum(@enum, value.Constant)
            : isNullable ? $"({CodeWriter.NameOf(type!)}){Literal(value.Constant)}"
            : Literal(value.Constant);
    }

    /// <summary>A number of C#, of exactly its type.</summary>
    public static string Literal(object constant) => constant switch
    {
        bool flag => flag ? "true" : "false",
        string text => SymbolDisplay.FormatLiteral(text, quote: true),
        char letter => SymbolDisplay.FormatLiteral(letter, quote: true),
        int number => number.ToString(CultureInfo.InvariantCulture),
        long number => number == long.MinValue ? "long.MinValue" : number.ToString(CultureInfo.InvariantCulture) + "L",
        uint number => number.ToString(CultureInfo.InvariantCulture) + "U",
        ulong number => number.ToString(CultureInfo.InvariantCulture) + "UL",
        float number => Real(number, "float", "R", "F"),
        double number => Real(number, "double", "R", "D"),
        decimal number => number.ToString(CultureInfo.InvariantCulture) + "M",
        sbyte or byte or short or ushort => $"({Keyword(constant)}){Convert.ToString(constant, CultureInfo.InvariantCulture)}",
        _ => throw new NotWritableException(null, $"a constant of the type {constant.GetType().Name}"),
    };

    private static string Real(double number, string type, string format, string suffix)
        => double.IsNaN(number) ? $"{type}.NaN"
            : double.IsPositiveInfinity(number) ? $"{type}.PositiveInfinity"
            : double.IsNegativeInfinity(number) ? $"{type}.NegativeInfinity"
            : ((type == "float" ? ((float)number).ToString(format, CultureInfo.InvariantCulture) : number.ToString(format, CultureInfo.InvariantCulture)) + suffix);

    private static string Keyword(object constant) => constant switch { sbyte => "sbyte", byte => "byte", short => "short", _ => "ushort" };

    private static string Enum(INamedTypeSymbol type, object constant)
        => type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => field.HasConstantValue && constant.Equals(field.ConstantValue)) is { } member
            ? $"{CodeWriter.NameOf(type)}.{member.Name}"
            : $"(({CodeWriter.NameOf(type)})({Literal(constant)}))";
}
