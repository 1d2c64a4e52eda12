using System.Text.RegularExpressions;
using Hyper.Generators.Tests.Docs;
using Hyper.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hyper.Generators.Tests.Emitting;

/// <summary>
/// What a later version adds to the vocabulary breaks no model of today: here every attribute has one more option, and every enum
/// one more member, and a model with two experiments is compiled against that.
/// </summary>
public sealed partial class LaterVocabularyTests
{
    private const string Model = """
        [HyperModel(Hypernetwork.Linear)]
        public sealed partial class Net
        {
            [Linear(64, 32, Bias = false)] public partial HyperLinear Hidden { get; }
            [LayerNorm(32)] public partial HyperLayerNorm Norm { get; }
            [Linear(32, 10)] public partial HyperLinear Output { get; }
            [Hyperparameter(Initial = 1e-3, Scale = Scale.Log, Per = Per.Layer)] public partial HyperTensor Decay { get; }
            [Forward] private Tensor Predict(Tensor rows) => Output.forward(relu(Norm.forward(Hidden.forward(rows))));
            [TrainingLoss] private Tensor Fit(Tensor outputs, Tensor targets) => cross_entropy(outputs, targets) + L2(Decay);
            [ValidationLoss] private Tensor Score(Tensor outputs, Tensor targets) => cross_entropy(outputs, targets);
        }

        [Experiment<Net>(Algorithm.Joint, Steps = 10, Seed = 7, Optimizer = OptimizerKind.Adam)] public static partial class Tune;
        [Experiment<Net>(Algorithm.Random, Trials = 3, Steps = 10)] public static partial class Search;
        """;

    [Fact]
    public void A_model_compiles_against_a_vocabulary_with_one_more_member_of_everything()
    {
        var project = Project.Of(ModelSource.Usings + Model);
        var today = project.References.Single(reference => reference.Display!.EndsWith("Hyper.Dsl.dll", StringComparison.Ordinal));
        var later = Later(project, today);
        Assert.Contains(later.GetTypeByMetadataName("Hyper.Dsl.LinearAttribute")!.GetMembers(), member => member.Name == "AddedLater");
        Assert.Contains(later.GetTypeByMetadataName("Hyper.Dsl.Scale")!.GetMembers(), member => member.Name == "AddedLater");
        Verify.Clean(project.ReplaceReference(today, later.ToMetadataReference()));
    }

    private static CSharpCompilation Later(CSharpCompilation project, MetadataReference today)
    {
        var folder = Path.Combine(RulePage.Folder, "../../src/Hyper.Dsl");
        var files = Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(path => Project.Parse(WithOneMore(File.ReadAllText(path)), Path.GetFileName(path)))
            .ToList();
        var later = CSharpCompilation.Create(
            "Hyper.Dsl",
            [.. files, Project.Parse($"global using System; global using System.Collections.Generic; [assembly: System.Reflection.AssemblyVersion(\"{typeof(Dsl.HyperModelAttribute).Assembly.GetName().Version}\")]", "Added.cs")],
            project.References.Except([today]),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        Assert.Empty(later.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return later;
    }

    private static string WithOneMore(string text)
        => LastBrace().Replace(
            text,
            text.Contains("public enum ", StringComparison.Ordinal) ? ", AddedLater }"
            : text.Contains("Attribute", StringComparison.Ordinal) && text.Contains(" class ", StringComparison.Ordinal) && !text.Contains("static class", StringComparison.Ordinal) ? "public int AddedLater { get; set; } }"
            : "}");

    [GeneratedRegex(@",?\s*\}\s*$")]
    private static partial Regex LastBrace();
}
