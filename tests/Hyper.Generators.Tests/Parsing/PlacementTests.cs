using Hyper.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hyper.Generators.Tests.Parsing;

/// <summary>The shapes of projects that models live in.</summary>
public sealed class PlacementTests
{
    private const string Body = """
            [Linear(2, 1)] public partial HyperLinear Layer { get; }
            [Hyperparameter(Initial = 1)] public partial HyperTensor Decay { get; }
            [Forward] private Tensor Predict(Tensor x) => Layer.forward(x);
            [TrainingLoss] private Tensor Fit(Tensor x, Tensor y) => mse_loss(x, y) + L2(Decay);
            [ValidationLoss] private Tensor Score(Tensor x, Tensor y) => mse_loss(x, y);
        """;

    private static string Model(string name) => $"[HyperModel] public sealed partial class {name}\n{{\n{Body}\n}}\n";

    private static IEnumerable<string> LayoutsOf(GeneratorRun run)
        => run.Files.Keys.Where(name => name.EndsWith(".Layout.g.cs")).Order(StringComparer.Ordinal);

    [Fact]
    public void Several_models_and_experiments_in_one_project()
    {
        var run = Verify.Clean(
            $"{ModelSource.Usings}namespace A;\n{Model("One")}\n{Model("Two")}\n[Experiment<One>] public static partial class TuneOne;\n[Experiment<One>(Algorithm.Simplified)] public static partial class TuneOneAgain;",
            $"{ModelSource.Usings}namespace B;\n[Experiment<A.Two>] public static partial class TuneTwo;");
        Assert.Equal(["A.One.Layout.g.cs", "A.Two.Layout.g.cs"], LayoutsOf(run));
        Assert.Equal(3, run.Files.Keys.Count(name => name.EndsWith(".Run.g.cs")));
    }

    [Fact]
    public void The_same_name_in_two_namespaces()
    {
        var run = Verify.Clean(
            $"{ModelSource.Usings}namespace A {{ namespace Inner {{ {Model("Model")} }} }}\nnamespace B {{ {Model("Model")} }}",
            $"{ModelSource.Usings}namespace C;\n[Experiment<A.Inner.Model>] static partial class First;\n[Experiment<B.Model>] static partial class Second;");
        Assert.Equal(["A.Inner.Model.Layout.g.cs", "B.Model.Layout.g.cs"], LayoutsOf(run));
    }

    [Fact]
    public void Names_that_differ_in_case_only()
    {
        var run = Verify.Clean($"{ModelSource.Usings}namespace A {{ {Model("Model")} {Model("MODEL")} }}\nnamespace a {{ {Model("Model")} }}");
        Assert.Equal(3, LayoutsOf(run).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void A_very_long_name_has_short_files()
    {
        var run = Verify.Clean($"{ModelSource.Usings}namespace {new string('N', 300)};\n{Model(new string('M', 300))}\n{Model(new string('M', 301))}");
        Assert.Equal(2, LayoutsOf(run).Count());
        Assert.All(run.Files.Keys, name => Assert.InRange(name.Length, 1, 150));
    }

    [Fact]
    public void No_namespace()
        => Assert.DoesNotContain("namespace", Verify.Clean(ModelSource.Usings + Model("Model")).Files["Model.Layout.g.cs"]);

    [Fact]
    public void Nested_in_every_kind_of_type()
        => Verify.Clean($"{ModelSource.Usings}public partial interface I {{ public partial record R {{ public partial struct S {{ public readonly ref partial struct T {{ {Model("Model")} [Experiment<Model>] public static partial class Tune; }} }} }} }}");

    [Fact]
    public void Partial_over_several_files()
    {
        var run = Verify.Clean(
            $"{ModelSource.Usings}namespace A;\n[HyperModel] public sealed partial class Model {{ [Linear(2, 1)] public partial HyperLinear Layer {{ get; }} }}",
            $"{ModelSource.Usings}namespace A;\npartial class Model {{ [Hyperparameter(Initial = 1)] public partial HyperTensor Decay {{ get; }} [Linear(1, 1)] public partial HyperLinear Last {{ get; }} }}",
            $"{ModelSource.Usings}namespace A;\npartial class Model {{ [Forward] Tensor P(Tensor x) => Last.forward(Layer.forward(x)); [TrainingLoss, ValidationLoss] Tensor Loss(Tensor x, Tensor y) => x.mean(); Tensor Use() => L2(Decay); }}");
        var layout = run.Files["A.Model.Layout.g.cs"];
        Assert.True(layout.IndexOf("Layer.weight", StringComparison.Ordinal) < layout.IndexOf("Last.weight", StringComparison.Ordinal));
    }

    [Fact]
    public void A_private_nested_model_without_an_experiment()
        => Verify.Clean($"{ModelSource.Usings}public partial class Outer {{ {Model("Model").Replace("public sealed", "private sealed")} }}");

    [Fact]
    public void An_internal_model_of_a_public_experiment_has_internal_entry_points()
    {
        var run = Verify.Clean($"{ModelSource.Usings}{Model("Model").Replace("public sealed", "internal sealed")} [Experiment<Model>] public static partial class Tune;");
        var entryPoints = run.Files["Tune.Run.g.cs"].Split('\n').Where(line => line.StartsWith("    internal static ") || line.StartsWith("    public")).ToList();
        Assert.InRange(entryPoints.Count, 10, 20);
        Assert.All(entryPoints, line => Assert.StartsWith("    internal static", line));
        Assert.DoesNotContain("    public sealed", run.Files["Tune.Results.g.cs"]);
    }

    /// <summary>What an experimental or obsolete name has to say is said where the user names it, and not in generated files as well.</summary>
    [Theory]
    [InlineData("[System.Diagnostics.CodeAnalysis.Experimental(\"MY001\")]")]
    [InlineData("[System.Obsolete(\"Soon.\", DiagnosticId = \"MY001\")]")]
    [InlineData("[System.Obsolete]")]
    public void A_model_and_members_that_a_name_warns_of(string attribute)
    {
        var model = $"{attribute} {Model("Model")}".Replace("[Linear", attribute + " [Linear").Replace("[Hyperparameter", attribute + " [Hyperparameter").Replace("[Forward]", attribute + " [Forward]");
        Verify.Clean(
            $"{ModelSource.Usings}#pragma warning disable MY001, CS0612, CS0618\n{model} {attribute} [Experiment<Model>] public static partial class Tune;",
            $"{ModelSource.Usings}#pragma warning disable MY001, CS0612, CS0618\n[Experiment<Model>(Algorithm.Random)] public static partial class Search;");
    }

    [Fact]
    public void The_full_name_of_a_model_of_another_assembly()
    {
        var library = GeneratorRun.Of(Project.Of($"{ModelSource.Usings}namespace A;\n{Model("Model")} [Experiment<Model>] public static partial class Tune;").WithAssemblyName("Library")).Output;
        var project = Project.Of($"{ModelSource.Usings}#pragma warning disable CS0436\nnamespace A;\n{Model("Model")} [Experiment<Model>] public static partial class Tune;");
        using var image = new MemoryStream();
        Assert.True(library.Emit(image).Success);
        image.Position = 0;
        Verify.Clean(project.AddReferences(MetadataReference.CreateFromStream(image)));
    }

    [Fact]
    public void Nullable_off()
        => Verify.Clean(Project.Of(NullableContextOptions.Disable, $"{ModelSource.Usings}{Model("Model")} [Experiment<Model>] public static partial class Tune;"));

    [Fact]
    public void Documentation_comments_on_and_complete()
    {
        const string Documented = """
            /// <summary>A model.</summary>
            [HyperModel]
            public sealed partial class Model
            {
                /// <summary>A layer.</summary>
                [Linear(2, 1)] public partial HyperLinear Layer { get; }
                /// <summary>The decay, in the user's words.</summary>
                [Hyperparameter(Initial = 1)] public partial HyperTensor Decay { get; }
                [Forward] private Tensor Predict(Tensor x) => Layer.forward(x);
                [TrainingLoss] private Tensor Fit(Tensor x, Tensor y) => x.mean() + L2(Decay);
                [ValidationLoss] private Tensor Score(Tensor x, Tensor y) => x.mean();
            }

            /// <summary>An experiment.</summary>
            [Experiment<Model>]
            public static partial class Tune;
            """;
        var options = new CSharpParseOptions(LanguageVersion.CSharp13, DocumentationMode.Diagnose);
        var project = Project.Of("").RemoveAllSyntaxTrees().AddSyntaxTrees(CSharpSyntaxTree.ParseText(ModelSource.Usings + Documented, options, "Model.cs"));
        var run = GeneratorRun.Of(project);
        Assert.Empty(run.RuleDiagnostics);
        Assert.Empty(run.CompilerDiagnostics);
        var decay = run.Output.GetTypeByMetadataName("Model")!.GetMembers("Decay").Single();
        Assert.Contains("in the user's words", decay.GetDocumentationCommentXml());
    }

    [Fact]
    public void Aliases_records_and_generic_types_nearby()
        => Verify.Clean("""
            using System.Collections.Generic;
            using Vector = TorchSharp.torch.Tensor;
            using Layer = Hyper.Runtime.Layers.HyperLinear;
            using Tunable = Hyper.Dsl.HyperparameterAttribute;
            using HD = Hyper.Dsl;

            namespace Hyper.Samples
            {
                public sealed record Point<T>(T X, T Y) where T : struct;

                public abstract class Base<T> { protected List<T> Kept { get; } = []; }

                [HD.HyperModelAttribute(HD.Hypernetwork.Linear)]
                internal sealed partial class Model : Base<int>, System.IDisposable
                {
                    public const int Features = 4;
                    private readonly Point<double> point = new(1, 2);

                    [HD::Linear(Features, outputs: Features / 2)] internal partial Layer First { get; }
                    [Tunable(Initial = Features * 0.1)] public partial global::Hyper.Runtime.Layers.HyperTensor Decay { get; }
                    public Model(int unused = 0) => Kept.Add(unused);
                    public void Dispose() => Kept.Clear();
                    [HD.Forward] public Vector Apply(Vector rows) => First.forward(rows) * point.X;
                    [HD.TrainingLoss] internal Vector Train(Vector outputs, Vector targets) { var loss = outputs - targets; return loss.square().mean() + L1(Decay); }
                    [HD.ValidationLoss] internal Vector Check(Vector outputs, Vector targets) => (outputs - targets).square().mean();
                }

                [HD.Experiment<Model>(HD.Algorithm.Simplified, Steps = Model.Features * 10)]
                internal static partial class Tune
                {
                    public static int Extra => 1;
                }
            }
            """);

    [Theory]
    [InlineData("Weights")]
    [InlineData("Save")]
    [InlineData("Evaluate")]
    [InlineData("Equals")]
    [InlineData("Trained1")]
    public void A_forward_method_with_a_name_of_the_trained_model(string name)
        => Verify.Clean($"{ModelSource.Usings}{Model("Model").Replace("Predict", name).Replace("Tensor x) => Layer", "Tensor Evaluate) => Layer").Replace("forward(x)", "forward(Evaluate)")}");

    [Theory]
    [InlineData("Weights")]
    [InlineData("model")]
    [InlineData("Hyper")]
    [InlineData("System")]
    [InlineData("TorchSharp1")]
    [InlineData("Drop")]
    [InlineData("Tensor1")]
    public void A_model_with_an_awkward_name(string name) => Verify.Clean($"{ModelSource.Usings}namespace Samples {{ {Model(name)} [Experiment<{name}>] static partial class Tune; }}");

    [Fact]
    public void The_attribute_twice_is_left_to_the_compiler()
        => Verify.Reports(Project.Of(ModelSource.Usings + Model("Model"), ModelSource.Usings + "[HyperModel] partial class Model { }"));

    [Fact]
    public void Two_classes_of_one_name_and_different_kind_are_left_to_the_compiler()
        => Verify.Reports(
            Project.Of(ModelSource.Usings + Model("Model"), ModelSource.Usings + Model("Model").Replace("class", "record")),
            ("HYP0002", "Model"));
}
