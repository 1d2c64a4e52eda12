using Hyper.Generators.Model;
using Hyper.Generators.Model.Tables;
using Hyper.Generators.Text;

namespace Hyper.Generators.Emitting.Tables;

/// <summary>Writes <c>.Row.g.cs</c>: a row as people have it, typed.</summary>
internal static class RowEmitter
{
    public static string Emit(TableModel table) => TableFile.Write(table, writer =>
    {
        writer.Line("/// <summary>What is known of a row; what is not given, or null, is a missing cell.</summary>");
        writer.Open($"public sealed record Row : {RuntimeNames.TableRow}<Row>");
        foreach (var column in table.Inputs)
        {
            writer.Line($"/// <summary><c>{TableFile.Documented(column.Name)}</c>: {Meaning(column)}</summary>");
            writer.Line($"public {Type(table, column)} {column.Property.Escaped()} {{ get; init; }}").Blank();
        }

        writer.Line("/// <inheritdoc/>");
        writer.Line($"static {RuntimeNames.TableSchema} {RuntimeNames.TableRow}<Row>.Schema => {table.QualifiedName}.Schema;").Blank();
        writer.Line("/// <inheritdoc/>");
        writer.Open($"double {RuntimeNames.TableRow}<Row>.Value(int column) => column switch");
        for (var i = 0; i < table.Inputs.Count; i++)
        {
            writer.Line($"{i.Code()} => {Written(table, table.Inputs[i])},");
        }

        writer.Line("_ => throw new global::System.ArgumentOutOfRangeException(nameof(column)),");
        writer.Close(";").Blank();
        writer.Line("/// <inheritdoc/>");
        writer.Open($"static Row {RuntimeNames.TableRow}<Row>.Of({RuntimeNames.ReadOnlyDoubles} values) => new()");
        for (var i = 0; i < table.Inputs.Count; i++)
        {
            writer.Line($"{table.Inputs[i].Property.Escaped()} = {Read(table, table.Inputs[i], $"values[{i.Code()}]")},");
        }

        writer.Close(";");
        writer.Close();
    });

    private static string Meaning(TableColumn column) => column.Kind switch
    {
        ColumnKind.Number => "a number.",
        ColumnKind.Date => "a day, with or without a time.",
        _ when column.HasEnum => $"one of {column.Words.Count.Code()} words.",
        _ => $"one of the {column.Words.Count.Code()} words that the schema lists.",
    };

    private static string Type(TableModel table, TableColumn column) => column.Kind switch
    {
        ColumnKind.Number => "double?",
        ColumnKind.Date => RuntimeNames.NullableDate,
        _ => column.HasEnum ? EnumOf(table, column) + "?" : "string?",
    };

    // In full: a property may have the name of its type, or of another column's.
    private static string EnumOf(TableModel table, TableColumn column) => $"{table.QualifiedName}.{column.EnumName.Escaped()}";

    private static string Written(TableModel table, TableColumn column)
    {
        var property = column.Property is "column" or "field" ? "this." + column.Property.Escaped() : column.Property.Escaped();
        return column.Kind switch
        {
            ColumnKind.Number => $"{property} ?? double.NaN",
            ColumnKind.Date => $"{RuntimeNames.TableCells}.Of({property})",
            _ when column.HasEnum => $"{RuntimeNames.TableCells}.Of((int?){property})",
            _ => $"{RuntimeNames.TableCells}.Of({property}, {table.QualifiedName}.Schema, {TableFile.Literal(column.Name)})",
        };
    }

    private static string Read(TableModel table, TableColumn column, string value) => column.Kind switch
    {
        ColumnKind.Number => $"{RuntimeNames.TableCells}.Number({value})",
        ColumnKind.Date => $"{RuntimeNames.TableCells}.Date({value})",
        _ when column.HasEnum => $"({EnumOf(table, column)}?){RuntimeNames.TableCells}.Word({value})",
        _ => $"{RuntimeNames.TableCells}.Word({value}, {table.QualifiedName}.Schema, {TableFile.Literal(column.Name)})",
    };
}
