using System.Text.RegularExpressions;
using System.Xml.Linq;
using Hyper.CodeFixes;
using Hyper.Generators.Diagnostics;

namespace Hyper.Generators.Tests.Docs;

/// <summary>
/// The tables of <c>docs/rules</c> are those that follow from the compiler: a test writes them anew where the environment
/// variable <c>HYPERDSL_WRITE_DOCS</c> is 1, and fails with the expected table otherwise.
/// </summary>
public sealed partial class RuleIndexTests
{
    private static readonly string Releases = Path.Combine(RulePage.Folder, "../../src/Hyper.Generators");

    /// <summary>What the fix of a rule does, in the words of its documentation comment: "HYP0201: swaps …".</summary>
    private static readonly IReadOnlyDictionary<string, string> Fixes = typeof(HyperCodeFix).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(HyperCodeFix)))
        .SelectMany(type => ((HyperCodeFix)Activator.CreateInstance(type)!).FixableDiagnosticIds.Select(id => (Id: id, Does: Summary(type).Split(": ", 2)[1].TrimEnd('.'))))
        .ToDictionary(fix => fix.Id, fix => fix.Does);

    [Fact]
    public void The_index_lists_what_the_release_files_list()
    {
        var rules = RulePageTests.Rules.ToDictionary(rule => rule.Id);
        var rows = ReleasedRules().Select(row => $"| [{row.Id}]({row.Id}.md) | {row.Category["HyperDsl.".Length..]} | {row.Severity.ToLowerInvariant()} | {rules[row.Id].Title} | {Fixes.GetValueOrDefault(row.Id, "")} |");
        CheckTable("README.md", "| rule | category | severity | what it asks for | fix |\n| --- | --- | --- | --- | --- |", rows);
    }

    [Fact]
    public void The_page_of_suppressions_lists_every_one()
        => CheckTable(
            "suppressions.md",
            "| suppression | silences | why |\n| --- | --- | --- |",
            Suppressions.All.Select(suppression => $"| {suppression.Id} | {suppression.SuppressedDiagnosticId} | {suppression.Justification} |"));

    [Fact]
    public void The_release_files_say_of_each_rule_what_the_rule_says()
        => Assert.Equal(
            RulePageTests.Rules.Select(rule => (rule.Id, rule.Category, rule.DefaultSeverity.ToString(), rule.Title.ToString())).Order(),
            ReleasedRules().Select(row => (row.Id, row.Category, row.Severity, row.Notes)).Order());

    private static IEnumerable<(string Id, string Category, string Severity, string Notes)> ReleasedRules()
        => Directory.GetFiles(Releases, "AnalyzerReleases.*.md")
            .SelectMany(path => Row().Matches(File.ReadAllText(path)))
            .Select(match => (match.Groups["id"].Value, match.Groups["category"].Value, match.Groups["severity"].Value, match.Groups["notes"].Value))
            .OrderBy(row => row.Item1, StringComparer.Ordinal);

    private static void CheckTable(string page, string head, IEnumerable<string> rows)
    {
        var path = Path.Combine(RulePage.Folder, page);
        var text = File.ReadAllText(path);
        var expected = head + "\n" + string.Join('\n', rows) + "\n";
        var written = Assert.Single(Table().Matches(text)).Value;
        if (Environment.GetEnvironmentVariable("HYPERDSL_WRITE_DOCS") == "1")
        {
            File.WriteAllText(path, text.Replace(written, expected, StringComparison.Ordinal));
            return;
        }

        Assert.True(expected == written, $"The table of docs/rules/{page} is not what follows from the compiler; CONTRIBUTING.md says how to write it anew. Expected:\n{expected}");
    }

    private static string Summary(Type type)
        => string.Concat(XDocument.Load(Path.ChangeExtension(type.Assembly.Location, ".xml"))
            .Descendants("member")
            .Single(member => member.Attribute("name")!.Value == "T:" + type.FullName)
            .Element("summary")!
            .Nodes()
            .Select(node => node is XElement element ? $"`{element.Value}`" : ((XText)node).Value));

    [GeneratedRegex(@"^(?<id>HYP\d{4}) \| (?<category>\S+) \| (?<severity>\w+) \| (?<notes>.+?)\r?$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^\|.*\|\n(\|.*\|\n)*", RegexOptions.Multiline)]
    private static partial Regex Table();
}
