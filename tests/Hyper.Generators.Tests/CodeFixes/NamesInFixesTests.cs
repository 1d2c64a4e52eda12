using Hyper.CodeFixes;
using Hyper.Generators.Tests.Harness;

namespace Hyper.Generators.Tests.CodeFixes;

/// <summary>What a fix writes compiles, whatever the user calls members and however enums are named.</summary>
public sealed class NamesInFixesTests
{
    private static readonly ModelSource Good = new();

    private static readonly ModelSource One = Good with
    {
        Hyperparameters = "[Hyperparameter(Initial = 1, Count = 30)] public partial HyperTensor Rate { get; }",
        TrainingLoss = "[TrainingLoss] Tensor Fit(Tensor x, Tensor y) => Use(Rate);",
    };

    public static TheoryData<string> Names() =>
        ["@event", "@class", "@params", "@void", "@record", "inputs", "outputs", "targets", "Predict", "PredictData", "Fit", "Score", "Tensor1", "value", "größe", "重み"];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_forward_method_through_layers_of_any_name(string name)
        => Compiles(new MissingMethodFix(), Good with
        {
            Layers = $"    [Linear(64, 10)] public partial HyperLinear {name} {{ get; }}",
            Forward = "",
            TrainingLoss = "[TrainingLoss] Tensor Train(Tensor x, Tensor y) => Use(WeightDecay) + Use(Dropout);",
            ValidationLoss = "[ValidationLoss] Tensor Validate(Tensor x, Tensor y) => x;",
        });

    [Theory]
    [MemberData(nameof(Names))]
    public void A_loss_beside_layers_of_any_name(string name)
    {
        var model = Good with
        {
            Layers = $"    [Linear(64, 10)] public partial HyperLinear {name} {{ get; }}",
            Forward = $"    [Forward] Tensor Run(Tensor x) => this.{name}.forward(x) + Use(WeightDecay) + Use(Dropout);",
            TrainingLoss = "",
            ValidationLoss = "",
        };
        Compiles(new MissingMethodFix(), model with { TrainingLoss = "[TrainingLoss] Tensor Train(Tensor x, Tensor y) => x;" });
        Compiles(new MissingMethodFix(), model with { ValidationLoss = "[ValidationLoss] Tensor Validate(Tensor x, Tensor y) => x;" });
    }

    [Fact]
    public void A_forward_method_through_recurrent_layers()
    {
        var text = Compiles(new MissingMethodFix(), Good with
        {
            Layers = """
                    [Lstm(8, 6)] public partial HyperLstm Memory { get; }
                    [Gru(6, 4)] public partial HyperGru Gate { get; }
                    [Linear(4, 1)] public partial HyperLinear Output { get; }
                """,
            Forward = "",
        });
        Assert.Contains("Output.forward(Gate.forward(Memory.forward(inputs).Outputs).Outputs)", text);
    }

    [Fact]
    public void A_method_of_the_base_class_keeps_its_name()
        => Compiles(new MissingMethodFix(), Good with
        {
            Declaration = "public sealed partial class Digits : Basis",
            Forward = "",
            After = "public abstract class Basis { public int Predict => 1; public static int Layers() => 2; }",
        });

    /// <summary>What stands before, what the model is besides, and what is written in place of the family.</summary>
    public static TheoryData<string, string, string, string> Families => new()
    {
        { "", "", "Hypernetwork.Elementwise", "Hypernetwork.Linear" },
        { "", "", "Hyper.Dsl.Hypernetwork.Elementwise", "Hyper.Dsl.Hypernetwork.Linear" },
        { "", "", "global::Hyper.Dsl.Hypernetwork.Elementwise", "global::Hyper.Dsl.Hypernetwork.Linear" },
        { "using HD = Hyper.Dsl;", "", "HD.Hypernetwork.Elementwise", "HD.Hypernetwork.Linear" },
        { "using HD = Hyper.Dsl;", "", "HD::Hypernetwork.Elementwise", "HD::Hypernetwork.Linear" },
        { "using Answer = Hyper.Dsl.Hypernetwork;", "", "Answer.Elementwise", "Answer.Linear" },
        { "using static Hyper.Dsl.Hypernetwork;", "", "Elementwise", "Hypernetwork.Linear" },
        { "", "internal const Hypernetwork Family = Hypernetwork.Elementwise;", "Family", "Hypernetwork.Linear" },
        { "", "internal static class Config { internal const Hypernetwork Family = Hypernetwork.Elementwise; }", "Digits.Config.Family", "Hypernetwork.Linear" },
        { "", "", "(Hypernetwork)4", "Hypernetwork.Linear" },
        { "", "", "hypernetwork: Hypernetwork.Elementwise", "hypernetwork: Hypernetwork.Linear" },
    };

    [Theory]
    [MemberData(nameof(Families))]
    public void A_family_that_is_named_in_any_way(string usings, string member, string written, string fixedText)
    {
        var model = One with { Attribute = $"[HyperModel({written})]", Members = Good.Members + "\n    " + member };
        Assert.Contains($"[HyperModel({fixedText})]", Compiles(new FamilyFix(), usings + model, "Use Hypernetwork.Linear"));
    }

    [Fact]
    public void A_family_where_its_name_means_something_else()
    {
        var model = One with
        {
            Layers = "    [Linear(64, 10, Hypernetwork = Hyper.Dsl.Hypernetwork.Elementwise)] public partial HyperLinear Hidden { get; }\n    private const Hyper.Dsl.Hypernetwork Other = Hyper.Dsl.Hypernetwork.Elementwise;\n    private string Hypernetwork => \"\";",
            Forward = "[Forward] Tensor Run(Tensor x) => Use(Hidden) + Use(Hypernetwork);",
        };
        Compiles(new FamilyFix(), model.ToString(), "Use Hypernetwork.Linear");
        Compiles(new FamilyFix(), model.ToString().Replace("Hypernetwork = Hyper.Dsl.Hypernetwork.Elementwise)", "Hypernetwork = Other)"), "Use Hypernetwork.Linear");
    }

    [Theory]
    [InlineData("", "Scale.Log", "Scale.Linear")]
    [InlineData("private const Scale Way = Scale.Log;", "Way", "Scale.Linear")]
    [InlineData("private static class Config { internal const Scale Way = Scale.Log; }", "Config.Way", "Scale.Linear")]
    [InlineData("private string Scale => \"\";", "Hyper.Dsl.Scale.Log", "Hyper.Dsl.Scale.Linear")]
    [InlineData("private string Scale => \"\"; private const Hyper.Dsl.Scale Way = Hyper.Dsl.Scale.Log;", "Way", "global::Hyper.Dsl.Scale.Linear")]
    public void A_scale_that_is_named_in_any_way(string member, string written, string fixedText)
    {
        var model = Good with
        {
            Hyperparameters = $"    [Hyperparameter(Initial = -1, Scale = {written})] public partial HyperTensor Rate {{ get; }}",
            TrainingLoss = "[TrainingLoss] Tensor Fit(Tensor x, Tensor y) => Use(Rate);",
            Members = Good.Members + "\n    " + member,
        };
        Assert.Contains($"Scale = {fixedText})]", Compiles(new LinearScaleFix(), model.ToString(), "Use Scale.Linear"));
    }

    [Theory]
    [InlineData("public sealed partial class Tune;", "public static partial class Tune;")]
    [InlineData("sealed partial class Tune { public static int Extra => 1; }", "static partial class Tune { public static int Extra => 1; }")]
    [InlineData("public abstract partial class Tune;", "public static partial class Tune;")]
    [InlineData("// Mine.\nsealed partial class Tune;", "// Mine.\nstatic partial class Tune;")]
    public void Static_instead_of_what_contradicts_it(string wrong, string right)
        => Assert.EndsWith("\n" + right + "\n", Compiles(new PartialTypeFix(), (Good with { After = "[Experiment<Digits>]\n" + wrong }).ToString()));

    [Theory]
    [InlineData("public partial class Tune { public int Extra => 1; }")]
    [InlineData("public partial class Tune { public Tune() { } }")]
    [InlineData("public partial class Tune : System.IDisposable { void System.IDisposable.Dispose() { } }")]
    [InlineData("public partial class Tune(int size) { public static int Extra => 1; }")]
    [InlineData("public partial record Tune;")]
    public void A_class_that_cannot_be_static_is_left_alone(string declaration)
        => Assert.Empty(Fixing.Offers(new PartialTypeFix(), (Good with { After = "[Experiment<Digits>]\n" + declaration }).ToString()));

    [Theory]
    [InlineData("public HyperLinear @event { get; } = null!;", "public partial HyperLinear @event { get; }")]
    [InlineData("internal HyperLinear inputs { get; set; }", "internal partial HyperLinear inputs { get; }")]
    [InlineData("public extern HyperLinear Outer { get; }", "public partial HyperLinear Outer { get; }")]
    public void A_partial_property_of_any_name(string wrong, string right)
    {
        var name = wrong.Split("HyperLinear ")[1].Split(' ')[0];
        var model = Good with { Layers = $"    [Linear(64, 10)] {wrong}", Forward = $"[Forward] Tensor Run(Tensor x) => this.{name}.forward(x) + Use(WeightDecay);" };
        Assert.Contains(right, Compiles(new PartialPropertyFix(), model.ToString()));
    }

    private static string Compiles(HyperCodeFix fix, ModelSource wrong) => Compiles(fix, wrong.ToString());

    private static string Compiles(HyperCodeFix fix, string wrong, string? title = null)
    {
        var text = Fixing.Apply(fix, wrong, title);
        var run = GeneratorRun.Of(Project.Of(text));
        Assert.True(run.CompilerDiagnostics.Count == 0 && run.RuleDiagnostics.IsEmpty, $"{string.Join("\n", run.CompilerDiagnostics.Concat(run.RuleDiagnostics))}\n{text}");
        return text;
    }
}
