using System.Globalization;
using Hyper.Tables;
using Hyper.Tables.Schema;
using Spectre.Console;
using TableColumn = Hyper.Tables.Schema.TableColumn;

namespace Hyper.App.Commands.Schemas;

/// <summary>A schema as a table for people: what each column was taken for, and why.</summary>
internal static class SchemaReport
{
    private const int Width = 160;
    private const int MostWords = 4;

    /// <summary>Writes the report.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="place">The file that it was written to.</param>
    public static void Write(TextWriter output, TableSchema schema, string place)
    {
        var file = schema.File;
        output.WriteLine(FormattableString.Invariant($"{file.Name}: {file.Rows} rows, {schema.Columns.Count} columns, {file.Format}{(file.IsText ? $", cells separated by {Shown(file.Delimiter)}, decimal {Shown(file.Decimal)}, {file.Encoding}, {(file.Header ? "with a header" : "no header")}" : "")}."));
        output.WriteLine(FormattableString.Invariant($"A missing cell is {string.Join(" or ", file.Missing.Select(mark => mark.Length == 0 ? "empty" : $"'{mark}'"))}."));
        output.WriteLine();

        var table = new Table().Border(TableBorder.Simple).AddColumns("column", "kind", "input", "missing", "why");
        foreach (var column in schema.Columns)
        {
            table.AddRow(new[] { column.Name, Kind(column), Input(schema, column), column.Missing.ToString(CultureInfo.InvariantCulture), column.Why ?? "" }.Select(cell => new Text(cell)));
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        console.Profile.Width = Width;
        console.Write(table);
        output.WriteLine(FormattableString.Invariant(
            $"{schema.InputWidth} inputs{(schema.CategoryCount > 0 ? $" and {schema.CategoryCount} categories" : "")}, {schema.OutputWidth} outputs; the task is '{Task(schema)}'. Written to {place}: read it, and change what was guessed wrongly."));
    }

    private static string Kind(TableColumn column) => column.Kind switch
    {
        ColumnKind.Category => FormattableString.Invariant($"category of {column.Words.Count}: {string.Join(", ", column.Words.Take(MostWords))}{(column.Words.Count > MostWords ? ", …" : "")}"),
        ColumnKind.Number => FormattableString.Invariant($"number, {column.Min} to {column.Max}"),
        var kind => kind.ToString().ToLowerInvariant(),
    };

    private static string Input(TableSchema schema, TableColumn column) => schema.TargetColumns.Contains(column) ? "target"
        : !column.IsUsed ? "left out"
        : column.Kind == ColumnKind.Category ? column.IsIndex ? "index" : "one-hot"
        : column.Scale.ToString().ToLowerInvariant();

    private static string Task(TableSchema schema) => schema.Task.ToString().ToLowerInvariant();

    private static string Shown(char letter) => letter == '\t' ? "tabs" : $"'{letter}'";
}
