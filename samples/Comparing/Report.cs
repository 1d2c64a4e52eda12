using System.Globalization;
using Hyper.Runtime.Runs;
using Spectre.Console;

namespace Comparing;

/// <summary>The comparison's end: a table, and what it says in words.</summary>
internal static class Report
{
    public static void Write(IAnsiConsole console, IReadOnlyList<ComparisonRow> rows, IReadOnlyList<Measure> measures, string summary)
    {
        Table table = new Table().Border(TableBorder.Simple);
        table.AddColumn(new TableColumn("method").NoWrap());
        table.AddColumn("hyperparameters");
        foreach (string name in (string[])["validation\nloss", "test\nloss", "test\naccuracy", .. measures.Select(measure => measure.Heading), "seconds"])
            table.AddColumn(new TableColumn(name).RightAligned().NoWrap());
        foreach (ComparisonRow row in rows)
        {
            table.AddRow(
            [
                row.Method, string.Join('\n', row.Hyperparameters), Number(row.ValidationLoss, "F4"), Number(row.TestLoss, "F4"),
                Number(row.Accuracy, "P1"), .. row.Measures.Zip(measures, (own, measure) => Number(own.Value, measure.Format)), Number(row.Seconds, "F1"),
            ]);
        }

        console.Write(table);
        console.WriteLine(summary);
    }

    private static string Number(double value, string format) =>
        double.IsNaN(value) ? "" : value.ToString(format, CultureInfo.InvariantCulture);
}
