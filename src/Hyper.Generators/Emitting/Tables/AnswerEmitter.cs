using Hyper.Generators.Model;
using Hyper.Generators.Model.Tables;
using Hyper.Generators.Text;

namespace Hyper.Generators.Emitting.Tables;

/// <summary>Writes <c>.Answer.g.cs</c>: what a model says of a row, typed.</summary>
internal static class AnswerEmitter
{
    public static string Emit(TableModel table) => TableFile.Write(table, writer =>
    {
        switch (table.Task)
        {
            case TableTask.Classes:
                WriteClasses(writer, table, table.Targets[0]);
                break;
            case TableTask.Labels:
                WriteLabels(writer, table);
                break;
            default:
                WriteNumbers(writer, table);
                break;
        }
    });

    private static void WriteClasses(SourceWriter writer, TableModel table, TableColumn target)
    {
        var (type, word, place) = target.HasEnum
            ? ($"{table.QualifiedName}.{target.EnumName.Escaped()}", $"({table.QualifiedName}.{target.EnumName.Escaped()}){RuntimeNames.TableCells}.Largest(outputs)", "(int)word")
            : ("string", $"{RuntimeNames.TableCells}.Word({RuntimeNames.TableCells}.Largest(outputs), {table.QualifiedName}.Schema, {TableFile.Literal(target.Name)})!", $"(int){RuntimeNames.TableCells}.Of(word, {table.QualifiedName}.Schema, {TableFile.Literal(target.Name)})");
        writer.Line($"""
            /// <summary>What a model says of a row.</summary>
            /// <param name="{target.Property}">The most likely word of <c>{TableFile.Documented(target.Name)}</c>.</param>
            /// <param name="Probabilities">How likely each word is, in the schema's order.</param>
            """);
        writer.Open($"public sealed record Answer({type} {target.Property.Escaped()}, {RuntimeNames.ReadOnlyList}<double> Probabilities) : {RuntimeNames.TableAnswer}<Answer>");
        writer.Line("/// <summary>How likely a word is.</summary>");
        writer.Line($"public double ProbabilityOf({type} word) => Probabilities[{place}];").Blank();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"static Answer {RuntimeNames.TableAnswer}<Answer>.Of({RuntimeNames.ReadOnlyDoubles} outputs) => new({word}, outputs.ToArray());");
        writer.Close();
    }

    private static void WriteLabels(SourceWriter writer, TableModel table)
    {
        writer.Line("/// <summary>What a model says of a row.</summary>");
        foreach (var target in table.Targets)
        {
            writer.Line($"/// <param name=\"{target.Property}Probability\">How likely <c>{TableFile.Documented(target.Name)}</c> is <c>{TableFile.Documented(target.Words[1])}</c>.</param>");
        }

        writer.Open($"public sealed record Answer({string.Join(", ", table.Targets.Select(target => $"double {target.Property}Probability"))}) : {RuntimeNames.TableAnswer}<Answer>");
        foreach (var target in table.Targets)
        {
            writer.Line($"/// <summary>Whether <c>{TableFile.Documented(target.Name)}</c> is more likely <c>{TableFile.Documented(target.Words[1])}</c> than <c>{TableFile.Documented(target.Words[0])}</c>.</summary>");
            writer.Line($"public bool {target.Property.Escaped()} => {target.Property}Probability > 0.5;").Blank();
        }

        WriteOf(writer, table);
        writer.Close();
    }

    private static void WriteNumbers(SourceWriter writer, TableModel table)
    {
        writer.Line("/// <summary>What a model says of a row, in the table's own units.</summary>");
        foreach (var target in table.Targets)
        {
            writer.Line($"/// <param name=\"{target.Property}\"><c>{TableFile.Documented(target.Name)}</c>.</param>");
        }

        writer.Open($"public sealed record Answer({string.Join(", ", table.Targets.Select(target => $"double {target.Property.Escaped()}"))}) : {RuntimeNames.TableAnswer}<Answer>");
        WriteOf(writer, table);
        writer.Close();
    }

    private static void WriteOf(SourceWriter writer, TableModel table) => writer
        .Line("/// <inheritdoc/>")
        .Line($"static Answer {RuntimeNames.TableAnswer}<Answer>.Of({RuntimeNames.ReadOnlyDoubles} outputs) => new({string.Join(", ", Enumerable.Range(0, table.Targets.Count).Select(i => $"outputs[{i.Code()}]"))});");
}
