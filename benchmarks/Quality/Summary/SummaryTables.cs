using Hyper.Benchmarks;
using Spectre.Console;

namespace Hyper.Quality;

/// <summary>All tables of a summary, and where they go.</summary>
internal static class SummaryTables
{
    public static IReadOnlyList<SummaryTable> Of(IReadOnlyList<CellRecord> records)
    {
        var cells = new MeasuredCells(records);
        return [MethodTables.Losses(cells), MethodTables.Rivals(cells), MethodTables.Costs(cells), MethodTables.Troubles(cells), StartTable.Of(cells), PerWeightTable.Of(cells), DataTable.Of(cells)];
    }

    /// <summary>Writes the tables to the terminal.</summary>
    public static void Show(IReadOnlyList<SummaryTable> tables)
    {
        foreach (var table in tables)
        {
            var shown = new Table().Title(Markup.Escape(table.Name)).Caption(Markup.Escape(table.Caption)).AddColumns([.. table.Header.Select(Markup.Escape)]);
            foreach (var row in table.Rows)
            {
                shown.AddRow([.. row.Select(Markup.Escape)]);
            }

            AnsiConsole.Write(shown);
        }
    }

    /// <summary>Writes the tables into a page.</summary>
    public static void Write(IReadOnlyList<SummaryTable> tables, FileInfo page)
    {
        var text = File.ReadAllText(page.FullName);
        foreach (var table in tables)
        {
            text = MarkedPage.Fill(text, table.Name, MarkedPage.Table(string.Join(" | ", table.Header), table.Rows.Select(row => string.Join(" | ", row))));
        }

        File.WriteAllText(page.FullName, text);
    }
}
