using System.Text;
using Hyper.Runtime;

namespace Hyper.Benchmarks;

/// <summary>
/// A page whose tables are written by a program: what stands between <c>&lt;!-- NAME --&gt;</c> and <c>&lt;!-- end --&gt;</c> is the
/// program's, the rest is written by hand.
/// </summary>
internal static class MarkedPage
{
    private const string End = "<!-- end -->";

    /// <summary>The page with a table put in its place.</summary>
    /// <exception cref="HyperDslException">The page has no place for it.</exception>
    public static string Fill(string text, string name, string table)
    {
        var mark = $"<!-- {name} -->\n";
        var start = text.IndexOf(mark, StringComparison.Ordinal);
        var end = start < 0 ? -1 : text.IndexOf(End, start, StringComparison.Ordinal);
        return end < 0
            ? throw new HyperDslException($"The page has no place for the table '{name}': write '{mark.Trim()}' and '{End}' where it belongs.")
            : $"{text[..(start + mark.Length)]}\n{table}\n{text[end..]}";
    }

    /// <summary>A table as Markdown; cells are divided by bars.</summary>
    public static string Table(string header, IEnumerable<string> rows)
    {
        var text = new StringBuilder().Append("| ").Append(header).Append(" |\n|");
        text.Append(string.Concat(Enumerable.Repeat(" --- |", header.Split('|').Length))).Append('\n');
        foreach (var row in rows)
        {
            text.Append("| ").Append(row).Append(" |\n");
        }

        return text.ToString();
    }
}
