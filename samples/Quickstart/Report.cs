using System.Globalization;
using Hyper.Runtime.Runs;
using Spectre.Console;

namespace Quickstart;

/// <summary>The comparison's end: a table, and what it says in words.</summary>
internal static class Report
{
    /// <summary>How far a test loss may lie above the validation loss before it is remarked on.</summary>
    private const double NotableGap = 1.25;

    public static void Write(IAnsiConsole console, IReadOnlyList<ComparisonRow> rows)
    {
        Table table = new Table().Border(TableBorder.Simple);
        table.AddColumn(new TableColumn("method").NoWrap());
        table.AddColumn("hyperparameters");
        foreach (string name in (string[])["validation\nloss", "test\nloss", "test\naccuracy", "seconds"])
            table.AddColumn(new TableColumn(name).RightAligned().NoWrap());
        foreach (ComparisonRow row in rows)
        {
            table.AddRow(
                row.Method, string.Join('\n', row.Hyperparameters), Number(row.ValidationLoss, "F4"), Number(row.TestLoss, "F4"),
                Number(row.Accuracy, "P1"), Number(row.Seconds, "F1"));
        }

        console.Write(table);
        console.WriteLine(Summary(rows));
        if (Remark(rows) is { } remark)
            console.WriteLine(remark);
    }

    /// <summary>What tuning gained and what it cost, in a sentence.</summary>
    public static string Summary(IReadOnlyList<ComparisonRow> rows)
    {
        ComparisonRow tuned = Find(rows, Comparison.Tuned);
        ComparisonRow untuned = Find(rows, Comparison.Untuned);
        ComparisonRow random = Find(rows, Comparison.RandomSearch);
        return FormattableString.Invariant(
            $"One tuned run of {tuned.Seconds:F1} s ends with a validation loss {Against(tuned.ValidationLoss, untuned.ValidationLoss)} the untuned training's and {Against(tuned.ValidationLoss, random.ValidationLoss)} the best of {Comparison.Trials} random trainings, which took {random.Seconds / tuned.Seconds:F1} times as long. On the test rows its loss is {Against(tuned.TestLoss, untuned.TestLoss)} untuned and {Against(tuned.TestLoss, random.TestLoss)} random search.");
    }

    /// <summary>A caution, where the tuned model does markedly worse on rows that nothing was chosen by.</summary>
    public static string? Remark(IReadOnlyList<ComparisonRow> rows)
    {
        ComparisonRow tuned = Find(rows, Comparison.Tuned);
        int values = tuned.Hyperparameters.Sum(value => value.Count);
        return tuned.TestLoss > NotableGap * tuned.ValidationLoss
            ? FormattableString.Invariant(
                $"Mind the gap: the tuned model's test loss is {tuned.TestLoss / tuned.ValidationLoss:F1} times its validation loss: {values:N0} hyperparameters learn from the validation rows much as weights learn from the training rows. Judge by the test rows.")
            : null;
    }

    private static string Against(double value, double other) => Math.Abs(1 - (value / other)) < 0.005
        ? "level with"
        : FormattableString.Invariant($"{Math.Abs(1 - (value / other)):P0} {(value < other ? "below" : "above")}");

    private static ComparisonRow Find(IReadOnlyList<ComparisonRow> rows, string method) => rows.First(row => row.Method == method);

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
