using System.Reflection;
using Hyper.Generators.Checking;
using Hyper.Generators.Checking.Tables;
using Hyper.Generators.Diagnostics;
using Hyper.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Tests.Docs;

/// <summary>The pages about the rules say what the compiler does.</summary>
public sealed class RulePageTests
{
    internal static readonly IReadOnlyList<DiagnosticDescriptor> Rules =
    [
        .. typeof(StructureRules).Assembly.GetTypes().Where(type => type.Namespace == typeof(StructureRules).Namespace)
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static)).Select(field => field.GetValue(null)).OfType<DiagnosticDescriptor>(),
    ];

    /// <summary>The rules that find fault; what only informs has no wrong code.</summary>
    /// <summary>
    /// HYP0509 says what the compiler leaves to autograd, which is no fault: <c>PassTests</c> has its cases and its page. HYP0020 is about
    /// references, not code: <c>VersionTests</c> has it. HYP06nn are about schemas and what is held against them: <c>TablePageTests</c> has those.
    /// </summary>
    public static TheoryData<string> Ids() => [.. Faults().Where(id => !id.StartsWith("HYP06", StringComparison.Ordinal))];

    public static TheoryData<string> WithPages() => [.. Faults()];

    private static IEnumerable<string> Faults() => Rules.Where(rule => rule.DefaultSeverity > DiagnosticSeverity.Info && rule.Id is not ("HYP0509" or "HYP0020")).Select(rule => rule.Id);

    [Fact]
    public void Ids_are_distinct_and_every_rule_is_reported_by_an_analyzer()
    {
        Assert.Equal(Rules.Count, Rules.Select(rule => rule.Id).Distinct().Count());
        var supported = new DeclarationAnalyzer().SupportedDiagnostics.Concat(new DataFlowAnalyzer().SupportedDiagnostics).Concat(new ShapeAnalyzer().SupportedDiagnostics)
            .Concat(new BudgetAnalyzer().SupportedDiagnostics).Concat(new ChoiceAnalyzer().SupportedDiagnostics).Concat(new PassAnalyzer().SupportedDiagnostics);
        supported = supported.Concat(new TableAnalyzer().SupportedDiagnostics.Where(rule => rule != ShapeRules.InputDoesNotFit));

        // These the generator reports itself.
        DiagnosticDescriptor[] own = [StructureRules.VersionsDiffer, TableRules.SchemaUnreadable, TableRules.SchemaWrong, TableRules.TableTwice, TableRules.TablesNotReferenced];
        Assert.Equal(Rules.Except(own).Select(rule => rule.Id).Order(), supported.Select(rule => rule.Id).Order());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_wrong_code_breaks_the_rule_and_the_right_code_breaks_none(string id)
    {
        var page = RulePage.Read(id);
        Assert.Equal([id], GeneratorRun.Of(Project.Of(page.Wrong)).RuleDiagnostics.Select(diagnostic => diagnostic.Id).Distinct());
        Verify.Clean(page.Right);
    }

    [Theory]
    [MemberData(nameof(WithPages))]
    public void The_page_has_the_rule_s_title_and_every_section(string id)
    {
        var rule = Rules.Single(rule => rule.Id == id);
        var text = File.ReadAllText(Path.Combine(RulePage.Folder, id + ".md"));
        Assert.StartsWith($"# {id}: {rule.Title}\n", text);
        Assert.Contains($"\n{rule.Category["HyperDsl.".Length..]}, {rule.DefaultSeverity.ToString().ToLowerInvariant()}.\n", text);
        Assert.All(["## Why", "## Wrong", "## Right", "## When to suppress"], section => Assert.Contains($"\n{section}\n", text));
        Assert.Equal($"https://github.com/hyperdsl/hyperdsl/blob/main/docs/rules/{id}.md", rule.HelpLinkUri);
    }

    [Fact]
    public void Every_rule_has_a_page_and_no_other_page_is_there()
        => Assert.Equal(Rules.Select(rule => rule.Id + ".md").Order(), Directory.GetFiles(RulePage.Folder, "HYP*.md").Select(path => Path.GetFileName(path)!).Order());
}
