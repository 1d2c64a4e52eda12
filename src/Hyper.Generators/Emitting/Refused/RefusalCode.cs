using Hyper.Generators.Model;
using Hyper.Generators.Model.Refused;
using Microsoft.CodeAnalysis.CSharp;

namespace Hyper.Generators.Emitting.Refused;

/// <summary>What the placeholders of a refused class do: tell which rule to look at, if a program that should not have been built gets there.</summary>
internal static class RefusalCode
{
    /// <summary>The end of a placeholder's declaration.</summary>
    public const string Throw = "=> throw __Refused();";

    /// <summary>Writes what stands before the placeholders.</summary>
    public static void WriteRemark(SourceWriter writer, TypePlace place, EquatableArray<RefusalReason> reasons)
    {
        writer.Line($"// Nothing but these placeholders was generated for {place.Name}:");
        foreach (var reason in reasons)
        {
            // What nobody else reports is an error here.
            writer.Line((reason.IsSuppressed ? "#error " : "// ") + reason.Text.Replace("\r", " ").Replace("\n", " "));
        }
    }

    /// <summary>Writes the exception.</summary>
    public static void WriteException(SourceWriter writer, TypePlace place, EquatableArray<RefusalReason> reasons)
    {
        var message = $"The compiler refuses {place.DisplayName}, so nothing but placeholders was generated for it. {string.Join(" ", reasons.Select(reason => reason.Text))}";
        writer.Line($"private static {RuntimeNames.HyperDslException} __Refused() => new({SymbolDisplay.FormatLiteral(message, quote: true)});");
    }
}
