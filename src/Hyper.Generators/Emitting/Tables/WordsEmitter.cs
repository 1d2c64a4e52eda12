using Hyper.Generators.Model.Tables;
using Hyper.Generators.Text;

namespace Hyper.Generators.Emitting.Tables;

/// <summary>Writes <c>.Words.g.cs</c>: an enum for each category that has few enough words, and the way back to the words.</summary>
internal static class WordsEmitter
{
    public static string Emit(TableModel table) => TableFile.Write(table, writer =>
    {
        foreach (var column in table.Words.Where(column => column.HasEnum))
        {
            writer.Blank();
            writer.Line($"/// <summary>The words of <c>{TableFile.Documented(column.Name)}</c>.</summary>");
            writer.Open($"public enum {column.EnumName.Escaped()}");
            for (var i = 0; i < column.Words.Count; i++)
            {
                writer.Line($"""
                    /// <summary><c>{TableFile.Documented(column.Words[i])}</c>.</summary>
                    {column.Members[i].Escaped()},
                    """);
            }

            writer.Close();
            writer.Blank();
            writer.Line("/// <summary>The word as the table writes it.</summary>");
            writer.Open($"public static string Word(this {column.EnumName.Escaped()} word) => word switch");
            for (var i = 0; i < column.Words.Count; i++)
            {
                writer.Line($"{column.EnumName.Escaped()}.{column.Members[i].Escaped()} => {TableFile.Literal(column.Words[i])},");
            }

            writer.Line("_ => throw new global::System.ArgumentOutOfRangeException(nameof(word)),");
            writer.Close(";");
        }
    });
}
