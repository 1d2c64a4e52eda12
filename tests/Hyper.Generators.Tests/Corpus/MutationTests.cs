using Hyper.Generators.Tests.Docs;
using Hyper.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit.Abstractions;

namespace Hyper.Generators.Tests.Corpus;

/// <summary>Mistakes made at random in realistic models: the build does not pass over them.</summary>
public sealed class MutationTests(ITestOutputHelper output)
{
    private const int Seed = 4;

    /// <summary>Mistakes of a kind of which each must be caught; a share is measured on all there are.</summary>
    private const int MostOfAKind = 12;

    private static readonly IReadOnlyList<CorpusSyntax> Models = [.. CorpusModel.All.Select(model => new CorpusSyntax(model))];

    private static readonly IReadOnlyList<MutationKind> Kinds = [.. DeclarationMistakes.All, .. ExperimentMistakes.All, .. BodyMistakes.All, .. GradientMistakes.All, .. ShapeMistakes.All];

    private static readonly string Page = Path.GetFullPath(Path.Combine(RulePage.Folder, "../design/mistakes.md"));

    public static TheoryData<string> Names() => [.. Kinds.Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_mistake_of_this_kind_is_caught(string name)
    {
        var kind = Kinds.Single(kind => kind.Name == name);
        var mistakes = Choose(kind);
        var judged = mistakes.Select(mistake => (Mistake: mistake, By: CaughtBy(mistake))).ToList();
        var missed = judged.Where(found => found.By is null).Select(found => found.Mistake).ToList();
        var caught = mistakes.Count - missed.Count;
        var by = judged.Select(found => found.By).OfType<string>().Distinct().Order(StringComparer.Ordinal);
        var row = $"| {name} | {mistakes.Count} | {caught} |";
        output.WriteLine($"{row} {string.Join(", ", by)} | {kind.Quiet} |");
        missed.ForEach(mistake => output.WriteLine($"missed: {mistake}"));
        Assert.NotEmpty(mistakes);
        Assert.True(caught >= kind.Floor * mistakes.Count, $"{missed.Count} of {mistakes.Count} were missed:\n{string.Join("\n", missed)}");
        Assert.True(File.ReadLines(Page).Any(line => line.StartsWith(row, StringComparison.Ordinal)), $"docs/design/mistakes.md has not the row: {row}");
    }

    [Fact]
    public void There_are_hundreds_of_mistakes_and_some_in_every_model()
    {
        var mistakes = Kinds.SelectMany(Choose).ToList();
        Assert.InRange(mistakes.Count, 200, 2_000);
        Assert.Empty(CorpusModel.All.Except(mistakes.Select(mistake => mistake.Model)));
    }

    private static IReadOnlyList<Mutation> Choose(MutationKind kind) => kind.Choose(Models, kind.IsCertain ? MostOfAKind : int.MaxValue, Seed);

    /// <summary>The first rule of ours that speaks up, or else "C#" where the compiler refuses the code, or else nothing.</summary>
    private static string? CaughtBy(Mutation mistake)
    {
        var run = GeneratorRun.Of(mistake.Apply().Compile());
        return run.RuleDiagnostics.FirstOrDefault(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)?.Id
            ?? (run.CompilerDiagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) ? "C#" : null);
    }
}
