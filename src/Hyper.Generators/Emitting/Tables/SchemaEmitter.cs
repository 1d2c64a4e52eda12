using Hyper.Generators.Model;
using Hyper.Generators.Model.Tables;

namespace Hyper.Generators.Emitting.Tables;

/// <summary>Writes <c>.Schema.g.cs</c>: the schema as it was when the program was compiled.</summary>
internal static class SchemaEmitter
{
    public static string Emit(TableModel table, string text) => TableFile.Write(table, writer =>
    {
        var quotes = new string('"', Math.Max(3, LongestRunOfQuotes(text) + 1));
        writer.Line("/// <summary>The schema that this class was made of. A file of rows is held against it.</summary>");
        writer.Line($"public static {RuntimeNames.TableSchema} Schema {{ get; }} = {RuntimeNames.TableSchema}.Parse(");
        writer.Line($"    {quotes}");
        foreach (var line in text.Replace("\r\n", "\n").TrimEnd('\n').Split('\n'))
        {
            writer.Line(line.Length == 0 ? "" : "    " + line);
        }

        writer.Line($"    {quotes},");
        writer.Line($"    {TableFile.Literal(table.File)});");
    });

    private static int LongestRunOfQuotes(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var character in text)
        {
            run = character == '"' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
