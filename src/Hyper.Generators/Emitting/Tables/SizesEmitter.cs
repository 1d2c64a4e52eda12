using Hyper.Generators.Model;
using Hyper.Generators.Model.Tables;
using Hyper.Generators.Text;

namespace Hyper.Generators.Emitting.Tables;

/// <summary>Writes <c>.Sizes.g.cs</c>: the constants that layers and hyperparameters name. The compiler reads this file itself, for no generator sees another's files.</summary>
internal static class SizesEmitter
{
    public static string Emit(TableModel table) => TableFile.Write(
        table,
        writer =>
        {
            Constant(writer, "Inputs", table.Width, "Numbers of a row, as a model is given them.");
            Constant(writer, "Outputs", table.Outputs, Outputs(table));
            if (table.Task == TableTask.Classes)
            {
                Constant(writer, "Classes", table.Outputs, $"Words of <c>{TableFile.Documented(table.Targets[0].Name)}</c>.");
            }

            Constant(writer, "Categories", table.Categories, "Categories of a row that a model is given as indices, for embeddings.");
            var words = table.Words.ToList();
            if (words.Count == 0)
            {
                return;
            }

            writer.Line("/// <summary>How many words each category has; of one that is given as an index one more, for a missing cell: the rows of its embedding.</summary>");
            writer.Open("public static class Counts");
            foreach (var column in words)
            {
                Constant(writer, column.Property == "Counts" ? "CountsColumn" : column.Property, column.Count, $"Of <c>{TableFile.Documented(column.Name)}</c>.");
            }

            writer.Close();
        },
        $"""
        /// <summary>The table that <c>{TableFile.Documented(table.File)}</c> describes.</summary>
        {GeneratedFile.Attribute}
        [{RuntimeNames.TableClass}({TableFile.Literal(table.File)}, "{table.Task.ToString().ToLowerInvariant()}")]
        """);

    private static string Outputs(TableModel table) => table.Task switch
    {
        TableTask.Classes => "What a model gives a row: a score for each class.",
        TableTask.Labels => "What a model gives a row: a score for each label.",
        TableTask.Number => "What a model gives a row: one number.",
        _ => "What a model gives a row: a number for each target.",
    };

    private static void Constant(SourceWriter writer, string name, int value, string summary) => writer
        .Line($"/// <summary>{summary}</summary>")
        .Line($"public const int {name.Escaped()} = {value.Code()};")
        .Blank();
}
