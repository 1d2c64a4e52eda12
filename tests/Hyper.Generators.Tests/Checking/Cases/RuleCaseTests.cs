using Hyper.CodeFixes;
using Hyper.Generators.Tests.Docs;
using Hyper.Generators.Tests.Harness;

namespace Hyper.Generators.Tests.Checking.Cases;

/// <summary>Every rule that finds fault has wrong code that it underlines and, close to it, code that no rule objects to.</summary>
public sealed class RuleCaseTests
{
    private const int FewestRight = 2;

    /// <summary>How much a piece may be longer than another that stands in the same hole: code beyond that is not close.</summary>
    private const int LongestDifference = 80;

    internal static readonly IReadOnlyList<RuleCase> Cases =
    [
        .. StructureCases.All, .. ShapeCases.All, .. HyperparameterCases.All, .. HypernetworkCases.All, .. ExperimentCases.All, .. RunSearchCases.All, .. DataFlowCases.All,
    ];

    public static TheoryData<string> Ids() => RulePageTests.Ids();

    /// <summary>A rule without cases fails here: it is in the list of rules, not of cases, that its id stands.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void The_wrong_code_is_underlined_and_the_right_code_beside_it_is_not(string id)
    {
        var cases = Cases.Where(candidate => candidate.Id == id).ToList();
        Assert.True(cases.Count > 0, $"{id} has no case: add one to its category in Checking/Cases.");
        foreach (var found in cases)
        {
            Verify.Reports(found.With(found.Wrong), (id, found.Underlined));
            Assert.All(found.Right, right => Verify.Clean(found.With(right)));
        }
    }

    private static readonly IReadOnlyList<HyperCodeFix> Fixes =
    [
        .. typeof(HyperCodeFix).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(HyperCodeFix))).Select(type => (HyperCodeFix)Activator.CreateInstance(type)!),
    ];

    public static TheoryData<string> FixableIds() => [.. Fixes.SelectMany(fix => fix.FixableDiagnosticIds)];

    [Theory]
    [MemberData(nameof(FixableIds))]
    public void Every_fix_that_is_offered_for_the_wrong_code_makes_it_right(string id)
    {
        var fix = Assert.Single(Fixes, candidate => candidate.FixableDiagnosticIds.Contains(id));
        foreach (var wrong in Cases.Where(candidate => candidate.Id == id).Select(candidate => candidate.With(candidate.Wrong)))
        {
            var titles = Fixing.Offers(fix, wrong);
            Assert.NotEmpty(titles);
            Assert.All(titles, title => Verify.Clean(Fixing.Apply(fix, wrong, title)));
        }
    }

    [Fact]
    public void Every_case_is_of_a_rule_and_has_enough_right_code_close_to_the_wrong()
        => Assert.All(Cases, found =>
        {
            Assert.Contains(found.Id, RulePageTests.Rules.Select(rule => rule.Id));
            Assert.Equal(2, found.Source.Split(RuleCase.Hole).Length);
            Assert.InRange(found.Right.Distinct().Count(right => right != found.Wrong), FewestRight, int.MaxValue);
            Assert.All(found.Right, right => Assert.InRange(right.Length - found.Wrong.Length, -LongestDifference, LongestDifference));
        });
}
