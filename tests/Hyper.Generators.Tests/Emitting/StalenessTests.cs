using Hyper.Generators.Tests.Corpus;
using Hyper.Generators.Tests.Fuzzing;
using Hyper.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hyper.Generators.Tests.Emitting;

/// <summary>
/// What the compiler remembers must never be out of date: after any edit a driver that has seen the project before gives
/// what a new one gives that reads every file anew.
/// </summary>
public sealed class StalenessTests
{
    private static readonly string Model = new ModelSource
    {
        Before = "namespace Company.Vision;",
        Layers = """
                [Linear(Sizes.Pixels, 32)] public partial HyperLinear Hidden { get; }
                [Linear(32, Classes)] public partial HyperLinear Output { get; }
            """,
        Declaration = "public sealed partial class Digits : Basis",
        After = "[Experiment<Digits>(Steps = Sizes.Steps)] public static partial class Tune;",
    }.ToString();

    private const string Sizes = """
        namespace Company.Vision;
        internal static class Sizes { public const int Pixels = Image.Side * Image.Side; public const int Steps = 100; }
        public abstract class Basis { protected const int Classes = 10; }
        """;

    private const string Image = "namespace Company.Vision; internal static class Image { public const int Side = 8; }";

    private const string Unrelated = "namespace Company.Other; public static class Unrelated { public static int Number() => 1; }";

    /// <summary>What it is, the file that changes, what it says, and what it says then.</summary>
    public static TheoryData<string, int, string, string> EditsThatCount => new()
    {
        { "a constant in another file", 1, "Steps = 100", "Steps = 200" },
        { "a constant behind a constant", 2, "Side = 8", "Side = 28" },
        { "a constant of the base class", 1, "Classes = 10", "Classes = 12" },
        { "a member of the base class that takes a name", 1, "protected const int Classes", "protected const int Layout = 1; protected const int Classes" },
        { "a base class that becomes a model", 1, "public abstract class Basis", "[Hyper.Dsl.HyperModel] public abstract class Basis" },
        { "a nearer type of an attribute's name", 3, Unrelated, "namespace Company.Vision; public sealed class LinearAttribute : System.Attribute { public LinearAttribute(int a, int b) { } }" },
        { "a nearer type of a layer's name", 3, Unrelated, "namespace Company.Vision; public sealed class HyperLinear;" },
        { "a nearer namespace of a type's name", 3, Unrelated, "namespace Company.Vision.Sizes; public static class Unrelated;" },
        { "a type whose name differs in case", 3, Unrelated, "namespace Company.Vision; public static class DIGITS;" },
        { "a second part with a hyperparameter", 3, Unrelated, "namespace Company.Vision; partial class Digits { [Hyper.Dsl.Hyperparameter(Initial = 1, Min = 0, Max = 2)] public partial Hyper.Runtime.Layers.HyperTensor More { get; } }" },
        { "a second part with a member that takes a name", 3, Unrelated, "namespace Company.Vision; partial class Digits { private int Layout; }" },
        { "a second declaration that is not partial", 3, Unrelated, "namespace Company.Vision; class Digits;" },
        { "a global alias", 2, Image, "global using Image = Company.Numbers; namespace Company { public static class Numbers { public const int Side = 9; } }" },
        { "a global using", 2, Image, "global using Company.Elsewhere; namespace Company.Elsewhere { public static class Image { public const int Side = 5; } }" },
        { "a new model", 3, Unrelated, new ModelSource { Declaration = "public sealed partial class Second" }.ToString() },
        { "a new experiment", 3, Unrelated, "namespace Company.Vision; [Hyper.Dsl.Experiment<Digits>] public static partial class Again;" },
        { "a new experiment by an alias", 3, Unrelated, "using Tuned = Hyper.Dsl.ExperimentAttribute<Company.Vision.Digits>; namespace Company.Vision; [Tuned] public static partial class Again;" },
        { "a new experiment by an alias of an alias", 3, Unrelated, "using Outer = Hyper.Dsl.ExperimentAttribute<Company.Vision.Digits>; namespace Company.Vision { using Inner = Outer; namespace Deep { using Innermost = Inner; [Innermost] public static partial class Again; } }" },
        { "a documentation comment", 0, "    [Hyperparameter(Initial = 0.1", "    /// <summary>The rate.</summary>\n    [Hyperparameter(Initial = 0.1" },
        { "a hyperparameter with a body", 0, "HyperTensor Dropout { get; }", "HyperTensor Dropout { get => null!; }" },
        { "a visibility", 0, "public sealed partial class Digits", "internal sealed partial class Digits" },
    };

    [Theory]
    [MemberData(nameof(EditsThatCount))]
    public void What_counts_is_seen(string what, int file, string before, string after)
    {
        string[] files = [Model, Sizes, Image, Unrelated];
        var project = Project.Of(files);
        var first = GeneratorRun.Of(project);
        Assert.Contains(first.Files.Keys, name => name.EndsWith("Digits.Layers.g.cs", StringComparison.Ordinal));

        Assert.Contains(before, files[file], StringComparison.Ordinal);
        var text = files[file].Replace(before, after, StringComparison.Ordinal);
        var edited = project.ReplaceSyntaxTree(project.SyntaxTrees[file], Project.Parse(text, $"File{file}.cs"));
        var generated = AssertFresh(first.Driver, edited, what);
        Assert.False(first.Files.Count == generated.Count && first.Files.All(known => generated.TryGetValue(known.Key, out var now) && now == known.Value), $"{what} changes nothing.");
    }

    /// <summary>A constant that only a body names is written into the compiled pass.</summary>
    [Fact]
    public void What_only_a_body_names_is_seen()
    {
        var model = new ModelSource
        {
            Forward = "    [Forward] private Tensor Predict(Tensor pixels) => Output.forward(relu(Hidden.forward(pixels)).reshape(-1, Wide.Units));",
            TrainingLoss = "    [TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + L2(WeightDecay) + 0 * L1(Dropout);",
        }.ToString();
        var project = Project.Of(model, "internal static class Wide { public const int Units = Wider.Units / 2; }", "internal static class Wider { public const int Units = 64; }");
        var first = GeneratorRun.Of(project);
        Assert.Contains("reshape(-1L, 32L)", first.Files["Digits.Passes.g.cs"], StringComparison.Ordinal);
        var edited = project.ReplaceSyntaxTree(project.SyntaxTrees[2], Project.Parse("internal static class Wider { public const int Units = 32; }", "File2.cs"));
        Assert.Contains("reshape(-1L, 16L)", AssertFresh(first.Driver, edited, "a constant behind a constant in a body")["Digits.Passes.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void Options_and_references_count()
    {
        var project = Project.Of(Model, Sizes, Image, Unrelated);
        var driver = GeneratorRun.Of(project).Driver;
        AssertFresh(driver, project.WithOptions(project.Options.WithAllowUnsafe(false).WithNullableContextOptions(NullableContextOptions.Disable)), "nullable off");
        AssertFresh(driver, project.RemoveReferences(project.References.Where(reference => reference.Display!.EndsWith("Hyper.Runtime.dll", StringComparison.Ordinal))), "no runtime");
        AssertFresh(driver, project.RemoveSyntaxTrees(project.SyntaxTrees[2]), "a file less");
    }

    /// <summary>Long sessions of slips, each on top of the last, in any file of a corpus model and of a second one beside it.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Slips_on_slips_are_seen(int seed)
    {
        var random = new Random(seed);
        for (var session = 0; session < 6; session++)
        {
            var model = CorpusModel.All[random.Next(CorpusModel.All.Count)];
            var texts = model.Files.Append(new ModelSource { Declaration = "public sealed partial class Beside" }.ToString()).ToList();
            var project = Project.Of([.. texts]);
            GeneratorDriver driver = GeneratorRun.Of(project).Driver;
            for (var edit = 0; edit < 12; edit++)
            {
                var file = random.Next(texts.Count);
                // Now and then everything is undone, as users do.
                texts[file] = random.Next(4) == 0 && file < model.Files.Count ? model.Files[file] : TokenEdits.Edit(texts[file], random);
                project = project.ReplaceSyntaxTree(project.SyntaxTrees[file], Project.Parse(texts[file], $"File{file}.cs"));
                driver = driver.RunGenerators(project);
                AssertFresh(driver, project, $"{model.Name}, seed {seed}, session {session}, edit {edit}");
            }
        }
    }

    private static Dictionary<string, string> AssertFresh(GeneratorDriver driver, Compilation edited, string what)
    {
        // A clone: Roslyn's own steps lose entries when one compilation object is run twice in a row.
        var known = Files(driver.RunGenerators(edited.Clone()));
        var unknown = edited.RemoveAllSyntaxTrees().AddSyntaxTrees(edited.SyntaxTrees.Select(Reread));
        var fresh = Files(CSharpGeneratorDriver.Create([new HyperModelGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)edited.SyntaxTrees.First().Options).RunGenerators(unknown));
        Assert.True(fresh.Keys.ToHashSet().SetEquals(known.Keys), $"After {what}: {string.Join(", ", known.Keys)} instead of {string.Join(", ", fresh.Keys)}");
        Assert.All(fresh, file => Assert.True(known[file.Key] == file.Value, $"After {what} {file.Key} is out of date."));
        return fresh;
    }

    private static Dictionary<string, string> Files(GeneratorDriver driver)
        => driver.GetRunResult().Results[0].GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString());

    private static SyntaxTree Reread(SyntaxTree tree) => Project.Parse(tree.GetText().ToString(), tree.FilePath);
}
