using System.Globalization;
using Hyper.Runtime.Runs;
using Spectre.Console;

namespace Comparing;

/// <summary>For a terminal: a bar for each method, with its losses and its current hyperparameters.</summary>
internal sealed class LiveDisplay : IDisplay
{
    // What the other columns and the gaps take.
    private const int WidthWithoutBar = 66;

    private readonly Dictionary<string, int> lines = [];
    private readonly LiveDisplayContext context;
    private readonly Table table;
    private readonly int barWidth;
    private readonly bool unicode;

    private LiveDisplay(LiveDisplayContext context, Table table, IAnsiConsole console, IReadOnlyList<string> methods)
    {
        this.context = context;
        this.table = table;
        barWidth = Math.Clamp(console.Profile.Width - WidthWithoutBar, 8, 40);
        unicode = console.Profile.Capabilities.Unicode;
        table.AddColumn(new TableColumn("").Width(methods.Max(method => method.Length)).PadLeft(0));
        table.AddColumn(new TableColumn("").Width(barWidth));
        table.AddColumn(new TableColumn("").Width(5).RightAligned());
        table.AddColumn(new TableColumn("training\nloss").Width(8).RightAligned());
        table.AddColumn(new TableColumn("validation\nloss").Width(10).RightAligned());
        table.AddColumn(new TableColumn("hyperparameters").Width(20).PadRight(0));
        foreach (string method in methods)
        {
            table.AddRow(method, Bar(0), "", "", "", "\n");
            lines[method] = lines.Count;
        }

        context.Refresh();
    }

    /// <summary>Shows the display while something is done, and takes it away afterwards.</summary>
    public static Task<T> WhileAsync<T>(IAnsiConsole console, IReadOnlyList<string> methods, Func<IDisplay, Task<T>> work)
    {
        Table table = new Table().NoBorder();
        return console.Live(table).AutoClear(true).StartAsync(context => work(new LiveDisplay(context, table, console, methods)));
    }

    public IProgress<TuningProgress> Track(string method, int part, int parts) => new Reports(report =>
    {
        int line = lines[method];
        double share = (part + ((double)report.Step / report.Steps)) / parts;
        Set(line, 1, Bar(share));
        Set(line, 2, share.ToString("P0", CultureInfo.InvariantCulture));
        Set(line, 3, Loss(report.TrainingLoss));

        // A training at fixed hyperparameters has no validation loss before its end.
        if (double.IsFinite(report.ValidationLoss))
            Set(line, 4, Loss(report.ValidationLoss));
        Set(line, 5, string.Join('\n', report.Hyperparameters.Select(Brief)));
        context.Refresh();
    });

    public void Found(string method, double validationLoss, int done, int parts)
    {
        Set(lines[method], 4, $"[bold]{Loss(validationLoss)}[/]");
        context.Refresh();
    }

    /// <summary>A hyperparameter's value, or the middle of its values.</summary>
    public static string Brief(HyperparameterSummary summary) =>
        $"{ComparisonValue.InWords(summary.Name)} {ComparisonValue.Short(summary.Mean)}";

    private static string Loss(double loss) => loss.ToString("F4", CultureInfo.InvariantCulture);

    private void Set(int line, int column, string markup) => table.UpdateCell(line, column, markup);

    private string Bar(double share)
    {
        int done = (int)Math.Round(barWidth * Math.Clamp(share, 0, 1));
        return $"[green]{new string(unicode ? '━' : '#', done)}[/][grey]{new string(unicode ? '─' : '-', barWidth - done)}[/]";
    }
}
