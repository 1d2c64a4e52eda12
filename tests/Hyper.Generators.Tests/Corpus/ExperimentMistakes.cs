namespace Hyper.Generators.Tests.Corpus;

/// <summary>Mistakes in experiments.</summary>
internal static class ExperimentMistakes
{
    public static IEnumerable<MutationKind> All { get; } =
    [
        new("setting out of its range", syntax => new[] { ("Steps", "0"), ("BatchSize", "-1"), ("LearningRate", "0"), ("HyperLearningRate", "double.NaN"), ("Momentum", "1"), ("ValidationBatchSize", "0") }
            .SelectMany(setting => DeclarationMistakes.Change(syntax, syntax.Attributes("Experiment"), text => text.With(setting.Item1, setting.Item2)))),
        new("warm-up as long as the run", syntax => DeclarationMistakes.Change(syntax, syntax.Attributes("Experiment"), text => AlgorithmOf(text) == "Global" ? null : text.With("Steps", "500").With("WarmupSteps", "500"))),
        new("setting of another algorithm", syntax => DeclarationMistakes.Change(syntax, syntax.Attributes("Experiment"), text => AlgorithmOf(text) == "Unrolled" ? null : text.With("UnrollSteps", "3"))
            .Concat(DeclarationMistakes.Change(syntax, syntax.Attributes("Experiment"), text => AlgorithmOf(text) == "Global" ? null : text.With("HyperSteps", "30")))
            .Concat(DeclarationMistakes.Change(syntax, syntax.Attributes("Experiment"), text => AlgorithmOf(text) == "Implicit" ? null : text.With("WarmStart", "false")))),
        new("experiment of no model", syntax => syntax.Attributes("Experiment")
            .SelectMany(found => found.Attribute.DescendantNodes().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.TypeArgumentListSyntax>().Take(1).Select(types => Mutation.Of(syntax.Model, found.File, types, "<string>")))),
        new("odd number of antithetic samples", syntax => DeclarationMistakes.Change(syntax, syntax.Attributes("Experiment"), text => AlgorithmOf(text) is "Joint" or "SelfTuning" or "DeltaSelfTuning" ? text.With("Antithetic", "true").With("HyperSamples", "3") : null)),
        new("algorithm that finds no gradient", syntax => WithoutGradient(syntax)),
    ];

    private static string AlgorithmOf(AttributeText text) => text.Positional(0)?.Split('.')[^1] ?? "Joint";

    /// <summary>A computed hypergradient through a mask, and a centered response without perturbation.</summary>
    private static IEnumerable<Mutation> WithoutGradient(CorpusSyntax syntax)
    {
        var calls = syntax.Nodes<Microsoft.CodeAnalysis.CSharp.Syntax.InvocationExpressionSyntax>().Select(call => call.Node.Expression.ToString()).ToList();
        if (calls.Any(call => call is "Drop" or "DropChannels" or "Cutout"))
        {
            foreach (var mutation in To("Hyper.Dsl.Algorithm.T1T2"))
            {
                yield return mutation;
            }
        }

        if (syntax.Attributes("HyperModel").All(found => found.Attribute.ToString().Contains(".Centered")))
        {
            foreach (var mutation in To("Hyper.Dsl.Algorithm.Simplified"))
            {
                yield return mutation;
            }
        }

        IEnumerable<Mutation> To(string algorithm)
            => DeclarationMistakes.Change(syntax, syntax.Attributes("Experiment"), text => new AttributeText(text.Name, [(null, algorithm)]));
    }
}
