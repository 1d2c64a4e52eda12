using Hyper.Generators.Bodies.Values;
using Hyper.Generators.Model.Passes;
using Hyper.Generators.Symbols;
using Hyper.Generators.Text;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Passes;

/// <summary>
/// Writes values as C# again: the same methods, by their symbols and full names, with the same arguments of the same types. What
/// cannot be written that way is said.
/// </summary>
/// <param name="name">The hole of a value that has a variable of its own; null for one that is written where it is used.</param>
internal sealed partial class CodeWriter(Func<Value, CodeTemplate?> name)
{
    /// <summary>The code of a value where it is used.</summary>
    public CodeTemplate Use(Value value) => name(value) ?? Write(value);

    /// <summary>The code that computes a value.</summary>
    /// <exception cref="NotWritableException">There is none.</exception>
    public CodeTemplate Write(Value value) => value switch
    {
        ConstantValue constant => CodeTemplate.Of(LiteralCode.Of(constant)),
        SelfValue => CodeTemplate.Of("this"),
        LayerValue layer => CodeTemplate.Of($"this.{layer.Property.Name.Escaped()}"),
        HyperparameterValue hyperparameter => CodeTemplate.Of($"this.{hyperparameter.Property.Name.Escaped()}"),
        CallValue call => Call(call),
        MemberValue member => Member(member),
        ElementValue element => CodeTemplate.Join(Use(element.Array), element.IsFromEnd ? "[^" : "[", Use(element.Place), "]"),
        TupleValue tuple => CodeTemplate.Join("(", CodeTemplate.List(tuple.Items.Select(Use)), ")"),
        ArrayValue array => Array(array, array.Type),
        RangeValue range => CodeTemplate.Join("(", range.Start is null ? "" : Use(range.Start), "..", range.End is null ? "" : Use(range.End), ")"),
        TextValue text => CodeTemplate.Join("$\"", CodeTemplate.List(text.Parts.Select(Part), ""), "\""),
        OperatorValue operation => Operator(operation),
        ConversionValue conversion => Cast(conversion.Type!, Use(conversion.Operand), conversion.IsChecked),
        ThrowValue { Exception: { } exception } => CodeTemplate.Join("throw ", Use(exception)),
        UnknownValue unknown => throw new NotWritableException(unknown.Site, unknown.Why),
        StoreValue store => throw new NotWritableException(store.Site, $"'{store.Target}', which is written to"),
        MergeValue or LoopValue => throw new NotWritableException(WayOf(value), $"'{Bodies.Reading.MethodReader.FirstLine(WayOf(value)!)}', which depends on the way that the code takes"),
        FunctionValue function => throw new NotWritableException(function.Site, $"'{Bodies.Reading.MethodReader.FirstLine(function.Site!)}' as a value"),
        _ => throw new NotWritableException(value.Site, value.Site is { } site ? $"'{Bodies.Reading.MethodReader.FirstLine(site)}'" : "a value"),
    };

    private static IOperation? WayOf(Value value) => value.Site ?? value.Inputs.Select(WayOf).FirstOrDefault(site => site is not null);

    private CodeTemplate Part(Value part) => part is ConstantValue { Constant: string text }
        ? CodeTemplate.Of(text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("{", "{{").Replace("}", "}}").Replace("\n", "\\n").Replace("\r", "\\r"))
        : CodeTemplate.Join("{", Use(part), "}");

    private CodeTemplate Operator(OperatorValue value)
    {
        var code = value.Operands.Length == 1
            ? value.Sign.StartsWith("is", StringComparison.Ordinal) ? CodeTemplate.Join("(", Use(value.Operands[0]), $" {value.Sign})")
                : value.Sign == "^" ? CodeTemplate.Join("^", Use(value.Operands[0]))
                : CodeTemplate.Join($"({value.Sign}", InParentheses(Use(value.Operands[0])), ")")
            : CodeTemplate.Join("(", Use(value.Operands[0]), $" {value.Sign} ", Use(value.Operands[1]), ")");
        var mayOverflow = value.Sign is "+" or "-" or "*" && value.Type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_UInt32 or SpecialType.System_UInt64;
        return mayOverflow ? CodeTemplate.Join(value.IsChecked ? "checked" : "unchecked", code) : code;
    }

    private static CodeTemplate Cast(ITypeSymbol type, CodeTemplate operand, bool isChecked)
    {
        var cast = CodeTemplate.Join($"(({NameOf(type)})", InParentheses(operand), ")");
        return isChecked ? CodeTemplate.Join("checked", cast) : cast;
    }

    // A sign behind a cast or a sign would belong to it.
    private static CodeTemplate InParentheses(CodeTemplate code) => StartsWithSign(code) ? CodeTemplate.Join("(", code, ")") : code;

    private static bool StartsWithSign(CodeTemplate code) => code.Pieces is [{ Value: < 0, Text: ['-' or '+', ..] }, ..];

    private CodeTemplate Array(ArrayValue array, ITypeSymbol? type)
    {
        var items = CodeTemplate.List(array.Items.Select(Use));
        return type is IArrayTypeSymbol { Rank: 1 } of ? CodeTemplate.Join($"new {NameOf(of.ElementType)}[] {{ ", items, " }")
            : type is null ? CodeTemplate.Join("[", items, "]")
            : CodeTemplate.Join($"(({NameOf(type)})[", items, "])");
    }

    private CodeTemplate Member(MemberValue member)
    {
        CheckNamable(member.Site, member.Member.ContainingType);
        var of = member.Receiver is { } receiver ? Receiver(receiver) : CodeTemplate.Of(NameOf(member.Member.ContainingType));
        if (member.Member is IPropertySymbol { IsIndexer: true } indexer)
        {
            return CodeTemplate.Join(of, "[", Arguments(member.Arguments, indexer.ContainingType, indexer.Name), "]");
        }

        return CodeTemplate.Join(of, $".{member.Member.Name.Escaped()}");
    }

    // Literals and casts need parentheses before a dot; variables and calls do not.
    private CodeTemplate Receiver(Value receiver) => receiver is ConstantValue or ArrayValue ? CodeTemplate.Join("(", Use(receiver), ")") : Use(receiver);

    /// <summary>A type as any file can write it, without marks of what may be null.</summary>
    public static string NameOf(ITypeSymbol type) => type.WithNullableAnnotation(NullableAnnotation.None).QualifiedName();

    private static void CheckNamable(IOperation? site, ITypeSymbol? type)
    {
        for (var current = type as INamedTypeSymbol; current is not null; current = current.ContainingType)
        {
            if (current.IsFileLocal || current.IsAnonymousType)
            {
                throw new NotWritableException(site, $"'{current.Name}', which other files cannot name");
            }
        }
    }
}
