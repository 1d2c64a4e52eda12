using System.CommandLine;
using System.Globalization;
using Hyper.Benchmarks;
using Spectre.Console;

namespace Hyper.Comparisons;

/// <summary>A table of figures: shown on the terminal, and written into a page where one is named.</summary>
/// <param name="Name">Its mark in the page.</param>
/// <param name="Header">The columns.</param>
/// <param name="Rows">A cell for each column.</param>
internal sealed record Figures(string Name, IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>The page that tables are written into.</summary>
    public static Option<FileInfo?> Page() => new("--page") { Description = "Also write the table into this page, between its marks." };

    /// <summary>How many draws of the problem.</summary>
    public static Option<int> Seeds(int count) => new("--seeds") { Description = "Draws of the problem.", DefaultValueFactory = _ => count };

    /// <summary>A number as the tables have it.</summary>
    public static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>Shows the table, and writes it.</summary>
    public void Give(FileInfo? page)
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = 200;
        }

        var shown = new Table().Title(Markup.Escape(Name)).AddColumns([.. Header.Select(Markup.Escape)]);
        foreach (var row in Rows)
        {
            shown.AddRow([.. row.Select(Markup.Escape)]);
        }

        AnsiConsole.Write(shown);
        if (page is not null)
        {
            var text = File.ReadAllText(page.FullName);
            File.WriteAllText(page.FullName, MarkedPage.Fill(text, Name, MarkedPage.Table(string.Join(" | ", Header), Rows.Select(row => string.Join(" | ", row)))));
        }
    }
}
