using Hyper.Generators.Model.Tables;

namespace Hyper.Generators.Emitting.Tables;

/// <summary>What stands around each file of a table's class.</summary>
internal static class TableFile
{
    public static string Write(TableModel table, Action<SourceWriter> body, string? head = null)
    {
        var writer = GeneratedFile.Start($" from {table.File}");
        if (table.Namespace is { } space)
        {
            writer.Line($"namespace {space};").Blank();
        }

        if (head is not null)
        {
            writer.Line(head);
        }

        writer.Open($"public static partial class {table.Name}");
        body(writer);
        writer.Close();
        return writer.ToString();
    }

    /// <summary>A name or word of the table within a documentation comment.</summary>
    public static string Documented(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\r", " ").Replace("\n", " ");

    /// <summary>A text as a literal on one line.</summary>
    public static string Literal(string text) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);
}
