using Hyper.Generators.Incremental;
using Hyper.Generators.Model.Passes;
using Hyper.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit.Abstractions;

namespace Hyper.Generators.Tests.Corpus;

/// <summary>How much of realistic models the compiler differentiates itself.</summary>
public sealed class CompiledShareTests(ITestOutputHelper output)
{
    private enum Share
    {
        /// <summary>Every function is one of the table: written out, or the library's own derivative of that call alone.</summary>
        Whole,

        /// <summary>Code that the compiler does not know keeps autograd for itself.</summary>
        Part,

        /// <summary>Autograd differentiates a whole pass.</summary>
        None,
    }

    public static TheoryData<string> Kinds() => [.. CorpusModel.Kinds.Select(model => model.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_kind_of_model_raises_nothing_compiles_and_is_cached(string name) => Verify.Clean(CorpusModel.Kinds.Single(model => model.Name == name).Compile());

    [Fact]
    public void At_least_four_models_in_five_are_compiled_whole_and_nearly_all_others_in_part()
    {
        var found = CorpusModel.All.Concat(CorpusModel.Kinds).SelectMany(model => Passes(model).Select(passes => (Name: $"{model.Name}.{passes.Model}", passes.Share))).ToList();
        foreach (var (name, share) in found.OrderBy(model => model.Share))
        {
            output.WriteLine($"{share}: {name}");
        }

        Assert.InRange((double)found.Count(model => model.Share == Share.Whole) / found.Count, 0.8, 1);
        Assert.InRange(found.Count(model => model.Share == Share.None), 0, 3);
    }

    private static IEnumerable<(string Model, Share Share)> Passes(CorpusModel model)
    {
        var compilation = model.Compile();
        foreach (var type in model.Parse().Select((_, i) => compilation.SyntaxTrees.ElementAt(i).GetRoot()).SelectMany(root => root.DescendantNodes().OfType<TypeDeclarationSyntax>()))
        {
            if (compilation.GetSemanticModel(type.SyntaxTree).GetDeclaredSymbol(type) is { } symbol
                && symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "HyperModelAttribute" && attribute.ApplicationSyntaxReference?.GetSyntax().Parent?.Parent == type))
            {
                var bodies = BodyReader.Read(compilation, type, null, default);
                yield return (type.Identifier.ValueText, ShareOf(bodies.Training, bodies.Validation));
            }
        }
    }

    private static Share ShareOf(params PassProgram?[] passes)
        => passes.Any(pass => pass is null) ? Share.None
            : passes.SelectMany(pass => pass!.Items).OfType<PassPart>().SelectMany(part => part.Steps).All(step => step.IsKnown) ? Share.Whole
            : Share.Part;
}
