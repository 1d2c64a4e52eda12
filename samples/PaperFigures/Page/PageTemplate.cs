using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PaperFigures.Figures;

namespace PaperFigures.Page;

/// <summary>
/// Fills a figure's prose with the numbers of its summary: <c>{final_u:F2}</c> is a field, <c>{picture}</c>, <c>{rows}</c> and
/// <c>{goals}</c> are the picture and two tables.
/// </summary>
/// <param name="summary">The figure's summary.</param>
/// <param name="vector">Whether there is an SVG beside the PNG.</param>
internal sealed partial class PageTemplate(JsonObject summary, bool vector)
{
    /// <summary>The prose with everything in its place.</summary>
    public string Fill(string prose) => Place().Replace(prose, match => match.Groups["name"].Value switch
    {
        "picture" => Picture(),
        "rows" => Rows(),
        "goals" => Goals(),
        string name => Show(summary[name] ?? throw new InvalidOperationException($"The summary of figure {(string?)summary["figure"]} has no field '{name}'."), match.Groups["format"].Value),
    });

    private string Picture()
    {
        string name = FigureFolder.NameOf((string)summary["figure"]!);
        string link = vector ? $" ([as SVG](paper/{name}.svg))" : "";
        return $"![Figure {(string)summary["figure"]!}](paper/{name}.png){link}";
    }

    private string Rows()
    {
        JsonArray rows = summary["rows"]!.AsArray();
        string[] names = [.. rows[0]!.AsObject().Select(field => field.Key)];
        var table = new StringBuilder($"| {string.Join(" | ", names.Select(name => name.Replace('_', ' ')))} |\n|{string.Concat(names.Select(_ => " --- |"))}\n");
        foreach (JsonNode? row in rows)
            table.Append($"| {string.Join(" | ", names.Select(name => Show(row![name], name.EndsWith("seconds", StringComparison.Ordinal) ? "F1" : "")))} |\n");
        return table.ToString().TrimEnd('\n');
    }

    private string Goals()
    {
        var table = new StringBuilder("| goal | bound | measured | |\n| --- | --- | --- | --- |\n");
        foreach (JsonNode? goal in summary["goals"]!.AsArray())
        {
            bool most = goal!["at_most"] is not null;
            string bound = $"{(most ? "at most" : "at least")} {Show(goal[most ? "at_most" : "at_least"], "G4")}";
            table.Append($"| {((string)goal["quantity"]!).Replace('_', ' ')} | {bound} | {Show(goal["value"], "G4")} | {((bool)goal["met"]! ? "met" : "**missed**")} |\n");
        }

        return table.ToString().TrimEnd('\n');
    }

    private static string Show(JsonNode? node, string format) => node switch
    {
        null => "",
        JsonValue value when value.TryGetValue(out double number) => number.ToString(
            format.Length > 0 ? format : number == Math.Round(number) && Math.Abs(number) < 1e6 ? "F0" : "F4", CultureInfo.InvariantCulture),
        _ => node.ToString(),
    };

    [GeneratedRegex(@"\{(?<name>[a-z_0-9]+)(:(?<format>[A-Z][0-9]*))?\}")]
    private static partial Regex Place();
}
