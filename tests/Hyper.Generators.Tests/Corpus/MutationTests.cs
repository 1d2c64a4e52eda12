using Hyper.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit.Abstractions;

namespace Hyper.Generators.Tests.Corpus;

/// <summary>Mistakes made at random in realistic models: the build does not pass over them.</summary>
public sealed class MutationTests(ITestOutputHelper output)
{
    private const int Seed = 4;
    private const int MostOfAKind = 12;

    private static readonly IReadOnlyList<CorpusSyntax> Models = [.. CorpusModel.All.Select(model => new CorpusSyntax(model))];

    private static readonly IReadOnlyList<MutationKind> Kinds = [.. DeclarationMistakes.All, .. ExperimentMistakes.All, .. BodyMistakes.All];

    public static TheoryData<string> Names() => [.. Kinds.Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_mistake_of_this_kind_is_caught(string name)
    {
        var kind = Kinds.Single(kind => kind.Name == name);
        var mistakes = kind.Choose(Models, MostOfAKind, Seed);
        var missed = new List<Mutation>();
        var byRule = 0;
        foreach (var mistake in mistakes)
        {
            switch (Judge(mistake))
            {
                case Verdict.Rule:
                    byRule++;
                    break;
                case Verdict.Missed:
                    missed.Add(mistake);
                    break;
            }
        }

        var caught = mistakes.Count - missed.Count;
        output.WriteLine($"{name}: {caught} of {mistakes.Count} caught, {byRule} by a rule of ours and {caught - byRule} by C# alone.");
        missed.ForEach(mistake => output.WriteLine($"missed: {mistake}"));
        Assert.NotEmpty(mistakes);
        Assert.True(caught >= kind.Floor * mistakes.Count, $"{missed.Count} of {mistakes.Count} were missed:\n{string.Join("\n", missed)}");
    }

    [Fact]
    public void There_are_hundreds_of_mistakes_and_some_in_every_model()
    {
        var mistakes = Kinds.SelectMany(kind => kind.Choose(Models, MostOfAKind, Seed)).ToList();
        Assert.InRange(mistakes.Count, 200, 1_000);
        Assert.Empty(CorpusModel.All.Except(mistakes.Select(mistake => mistake.Model)));
    }

    private static Verdict Judge(Mutation mistake)
    {
        var run = GeneratorRun.Of(mistake.Apply().Compile());
        return run.RuleDiagnostics.Any(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning) ? Verdict.Rule
            : run.CompilerDiagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) ? Verdict.Compiler
            : Verdict.Missed;
    }

    private enum Verdict
    {
        Missed,
        Rule,
        Compiler,
    }
}
