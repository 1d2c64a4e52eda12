using Hyper.CodeFixes;
using Hyper.Generators.Tests.Harness;

namespace Hyper.Generators.Tests.CodeFixes;

/// <summary>Each fix turns the wrong code into code that no rule objects to, and changes nothing else.</summary>
public sealed class CodeFixTests
{
    private static readonly ModelSource Good = new();

    private const string Layers = """
            [Linear(64, 32)] public partial HyperLinear Hidden { get; }
            [Linear(32, 10)] public partial HyperLinear Output { get; }
        """;

    /// <summary>Demands that the fix makes this of that, and that this compiles and breaks no rule.</summary>
    private static void Makes(HyperCodeFix fix, string wrong, string right, string? title = null)
    {
        Assert.Equal(right, Fixing.Apply(fix, wrong, title));
        Verify.Clean(right);
    }

    /// <summary>The same of the fix of all.</summary>
    private static void MakesOfAll(HyperCodeFix fix, string wrong, string right)
    {
        Assert.Equal(right, Fixing.ApplyAll(fix, wrong));
        Verify.Clean(right);
    }

    [Theory]
    [InlineData("public sealed class Digits", "public sealed partial class Digits")]
    [InlineData("class Digits", "partial class Digits")]
    public void Partial_before_the_keyword(string wrong, string right)
        => Makes(new PartialTypeFix(), (Good with { Declaration = wrong }).ToString(), (Good with { Declaration = right }).ToString());

    [Fact]
    public void Partial_before_every_type_around_a_model()
    {
        ModelSource nested = Good with { After = "}" };
        var wrong = nested with { Before = "public static class Outer\n{", Declaration = "public sealed class Digits" };
        var right = nested with { Before = "public static partial class Outer\n{", Declaration = "public sealed partial class Digits" };
        MakesOfAll(new PartialTypeFix(), wrong.ToString(), right.ToString());
    }

    [Theory]
    [InlineData("public HyperLinear Hidden { get; }")]
    [InlineData("public HyperLinear Hidden { get; set; } = null!;")]
    [InlineData("public required HyperLinear Hidden { get; init; }")]
    [InlineData("public HyperLinear Hidden => null!;")]
    [InlineData("public partial HyperLinear Hidden { get; set; }")]
    [InlineData("public static partial HyperLinear Hidden { get; }")]
    public void A_partial_property_with_a_getter_only(string wrong)
        => Makes(
            new PartialPropertyFix(),
            (Good with { Layers = Layers.Replace("public partial HyperLinear Hidden { get; }", wrong, StringComparison.Ordinal) }).ToString(),
            (Good with { Layers = Layers }).ToString());

    [Fact]
    public void Every_property_of_a_model()
        => MakesOfAll(
            new PartialPropertyFix(),
            (Good with { Layers = Layers.Replace("partial ", "", StringComparison.Ordinal) }).ToString(),
            (Good with { Layers = Layers }).ToString());

    [Theory]
    [InlineData("Initial = 0.1, Min = 0.9, Max = 0", "Initial = 0.1, Min = 0, Max = 0.9")]
    [InlineData("Max = -1, Initial = 0.5, Min = 2 + 3", "Max = 2 + 3, Initial = 0.5, Min = -1")]
    public void Swapped_bounds(string wrong, string right) => Makes(new SwappedBoundsFix(), WithRange(wrong), WithRange(right));

    [Fact]
    public void Swapped_bounds_of_several_hyperparameters()
    {
        const string Two = "[Hyperparameter(Min = 0, Max = 1)] public partial HyperTensor WeightDecay { get; }\n[Hyperparameter(Min = 0, Max = 0.9)] public partial HyperTensor Dropout { get; }";
        var wrong = Two.Replace("Min = 0, Max = 1", "Min = 1, Max = 0", StringComparison.Ordinal).Replace("Min = 0, Max = 0.9", "Min = 0.9, Max = 0", StringComparison.Ordinal);
        MakesOfAll(new SwappedBoundsFix(), (Good with { Hyperparameters = wrong }).ToString(), (Good with { Hyperparameters = Two }).ToString());
    }

    [Theory]
    [InlineData("Initial = 0.1, Min = 0.9, Max = 0.9")]
    [InlineData("Initial = 0.1, Min = double.NaN, Max = 0.9")]
    public void Bounds_that_a_swap_does_not_help(string range) => Assert.Empty(Fixing.Offers(new SwappedBoundsFix(), WithRange(range)));

    private static string WithRange(string range)
        => (Good with { Hyperparameters = Good.Hyperparameters.Replace("Initial = 0.1, Min = 0, Max = 0.9", range, StringComparison.Ordinal) }).ToString();

    [Fact]
    public void A_layer_that_nothing_uses()
    {
        var model = Good with { Forward = "[Forward] private Tensor Predict(Tensor x) => Use(Output);" };
        Makes(
            new UnusedLayerFix(),
            (model with { Layers = Layers + "\n    [Linear(3, 4)] public partial HyperLinear Spare { get; }" }).ToString().Replace("Use(Output)", "Use(Output) + Use(Hidden)", StringComparison.Ordinal),
            (model with { Layers = Layers }).ToString().Replace("Use(Output)", "Use(Output) + Use(Hidden)", StringComparison.Ordinal));
    }

    [Fact]
    public void A_layer_that_is_named_stays()
        => Assert.Empty(Fixing.Offers(new UnusedLayerFix(), (Good with { Forward = "[Forward] private Tensor Predict(Tensor x) => Use(Hidden) + nameof(Output).Length;" }).ToString()));

    [Fact]
    public void Every_layer_that_nothing_uses()
    {
        var model = Good with { Layers = Layers + "\n    [Linear(3, 4)] public partial HyperLinear Spare { get; }\n    [Linear(3, 4)] public partial HyperLinear Other { get; }" };
        MakesOfAll(new UnusedLayerFix(), model.ToString(), (Good with { Layers = Layers }).ToString());
    }

    [Theory]
    [InlineData("Initial = 1, Min = 0, Scale = Scale.Log", "Initial = 1, Min = 0, Scale = Scale.Linear")]
    [InlineData("Initial = -2, Max = -1, Scale = Hyper.Dsl.Scale.Log", "Initial = -2, Max = -1, Scale = Hyper.Dsl.Scale.Linear")]
    [InlineData("Scale = Scale.Log, Min = 0, Max = 0.5", "Scale = Scale.Linear, Min = 0, Max = 0.5")]
    public void A_linear_scale(string wrong, string right) => Makes(new LinearScaleFix(), WithRange(wrong), WithRange(right), "Use Scale.Linear");

    [Fact]
    public void A_log_scale_without_a_lower_bound()
    {
        Makes(new LinearScaleFix(), WithRange("Initial = 1, Min = 0, Scale = Scale.Log"), WithRange("Initial = 1, Scale = Scale.Log"), "Remove Min");
        Assert.Equal(["Use Scale.Linear"], Fixing.Offers(new LinearScaleFix(), WithRange("Min = 0, Max = 0.5, Scale = Scale.Log")));
        Assert.Equal(["Use Scale.Linear"], Fixing.Offers(new LinearScaleFix(), WithRange("Initial = -1, Scale = Scale.Log")));
    }

    [Fact]
    public void A_linear_scale_for_every_hyperparameter()
    {
        const string Wrong = "[Hyperparameter(Initial = -2, Max = -1, Scale = Scale.Log)] public partial HyperTensor WeightDecay { get; }\n[Hyperparameter(Initial = 0, Scale = Scale.Log)] public partial HyperTensor Dropout { get; }";
        var right = (Good with { Hyperparameters = Wrong.Replace("Scale.Log", "Scale.Linear", StringComparison.Ordinal) }).ToString();
        MakesOfAll(new LinearScaleFix(), (Good with { Hyperparameters = Wrong }).ToString(), right);
    }

    [Theory]
    [InlineData("HyperModel(Hypernetwork.Elementwise, Rank = 3)", "HyperModel(Hypernetwork.Elementwise)")]
    [InlineData("HyperModel(HiddenUnits = 3, Rank = 2)", "HyperModel(Rank = 2)")]
    [InlineData("HyperModel(Hypernetwork.Factorized, HiddenUnits = 3)", "HyperModel(Hypernetwork.Factorized)")]
    public void An_option_that_the_family_does_not_read(string wrong, string right)
        => Makes(new UnreadOptionFix(), (Good with { Attribute = $"[{wrong}]" }).ToString(), (Good with { Attribute = $"[{right}]" }).ToString());

    [Theory]
    [InlineData("(Algorithm.Simplified, Antithetic = true, Steps = 9)", "(Algorithm.Simplified, Steps = 9)")]
    [InlineData("(Algorithm.Unrolled, Optimizer = OptimizerKind.Adam)", "(Algorithm.Unrolled)")]
    [InlineData("(HyperSteps = 10)", "")]
    public void A_setting_that_the_algorithm_does_not_read(string wrong, string right)
        => Makes(new UnreadOptionFix(), WithExperiment(wrong), WithExperiment(right));

    [Fact]
    public void A_setting_that_a_hyperparameter_takes_the_place_of()
        => Makes(new UnreadOptionFix(), RatedWith("(Algorithm.OnePass, LearningRate = 0.1)"), RatedWith("(Algorithm.OnePass)"));

    [Fact]
    public void An_option_that_no_number_of_the_optimizer_has()
        => Makes(
            new UnreadOptionFix(),
            Checking.Cases.Sources.OptimizerNumber.Replace("HOLE", "Of = Optimizer.Momentum, Initial = 0.5, Min = 0, Max = 1, Count = 2", StringComparison.Ordinal),
            Checking.Cases.Sources.OptimizerNumber.Replace("HOLE", "Of = Optimizer.Momentum, Initial = 0.5, Min = 0, Max = 1", StringComparison.Ordinal));

    [Fact]
    public void An_option_that_the_prior_does_not_read()
        => Makes(new UnreadOptionFix(), WithRange("Initial = 0.1, Min = 0, Max = 0.9, PriorMin = 0.1"), WithRange("Initial = 0.1, Min = 0, Max = 0.9"));

    [Fact]
    public void Every_option_that_nothing_reads()
    {
        var right = Good with { Attribute = "[HyperModel(Hypernetwork.Factorized)]" };
        var wrong = right with { Layers = Layers.Replace("32)", "32, HiddenUnits = 3)", StringComparison.Ordinal).Replace("10)", "10, HiddenUnits = 3)", StringComparison.Ordinal) };
        MakesOfAll(new UnreadOptionFix(), wrong.ToString(), (right with { Layers = Layers }).ToString());
    }

    private static string RatedWith(string arguments)
        => Checking.Cases.Sources.RatedExperiment.Replace("(HOLE)", arguments, StringComparison.Ordinal);

    private static string WithExperiment(string arguments)
        => (Good with { After = $"[Experiment<Digits>{arguments}]\npublic static partial class Tune;" }).ToString().Replace("Use(WeightDecay) + Use(Dropout)", "L2(WeightDecay) + L2(Dropout)", StringComparison.Ordinal);

    [Theory]
    [InlineData("public static class Tune { }", "public static partial class Tune { }")]
    [InlineData("public partial class Tune;", "public static partial class Tune;")]
    [InlineData("static class Tune { }", "static partial class Tune { }")]
    [InlineData("/* Mine. */ partial class Tune;", "/* Mine. */ static partial class Tune;")]
    [InlineData("public class Outer { [Experiment<Digits>] public static partial class Tune; }", "public partial class Outer { [Experiment<Digits>] public static partial class Tune; }")]
    public void An_experiment_that_is_static_and_partial(string wrong, string right)
    {
        Assert.Equal(Source(right), Fixing.Apply(new PartialTypeFix(), Source(wrong)));
        Verify.Clean(Source(right));

        static string Source(string declaration) => (Good with { After = (declaration.Contains("Outer") ? "" : "[Experiment<Digits>]\n") + declaration }).ToString();
    }

    [Fact]
    public void Every_experiment()
    {
        var right = (Good with { After = "[Experiment<Digits>] public static partial class First { }\n[Experiment<Digits>] public static partial class Second { }" }).ToString();
        MakesOfAll(new PartialTypeFix(), right.Replace("static partial", "static", StringComparison.Ordinal), right);
    }

    [Fact]
    public void A_full_response_instead_of_a_rank_that_makes_none_smaller()
    {
        Makes(new FamilyFix(), (One with { Attribute = "[HyperModel(Rank = 30)]" }).ToString(), (One with { Attribute = "[HyperModel(Hypernetwork.Linear)]" }).ToString(), "Use Hypernetwork.Linear");

        // The family stands on the layer, and the rank on the class: a family there would change nothing.
        var layer = One with { Attribute = "[HyperModel(Hypernetwork.Structured, Rank = 400)]", Layers = Layers.Replace("10)", "10, Hypernetwork = Hypernetwork.Factorized)", StringComparison.Ordinal) };
        Assert.Empty(Fixing.Offers(new FamilyFix(), layer.ToString()));
    }

    /// <summary>An experiment's first argument is its algorithm, so a family is written by its name.</summary>
    [Theory]
    [InlineData("(Algorithm.Joint, Hypernetwork = Hypernetwork.Elementwise)", "(Algorithm.Joint, Hypernetwork = Hypernetwork.Linear)")]
    [InlineData("(Algorithm.Joint, Rank = 30)", "(Algorithm.Joint, Hypernetwork = Hypernetwork.Linear)")]
    [InlineData("(Rank = 30)", "(Hypernetwork = Hypernetwork.Linear)")]
    public void A_family_of_an_experiment(string wrong, string right)
    {
        Makes(new FamilyFix(), Source(wrong), Source(right), "Use Hypernetwork.Linear");

        static string Source(string arguments) => (One with { After = $"[Experiment<Digits>{arguments}]\npublic static partial class Tune;" }).ToString();
    }

    [Fact]
    public void A_family_for_every_model_with_nothing_elementwise()
    {
        var wrong = (One with { Attribute = "[HyperModel(Hypernetwork.Elementwise)]" }).ToString();
        wrong += wrong[ModelSource.Usings.Length..].Replace("Digits", "Others", StringComparison.Ordinal);
        var right = wrong.Replace("Hypernetwork.Elementwise", "Hypernetwork.Linear", StringComparison.Ordinal);
        MakesOfAll(new FamilyFix(), wrong, right);
    }

    [Fact]
    public void A_validation_loss_for_every_model()
    {
        var wrong = (Good with { ValidationLoss = "" }).ToString();
        wrong += wrong[ModelSource.Usings.Length..].Replace("Digits", "Others", StringComparison.Ordinal);
        var fixedText = Fixing.ApplyAll(new MissingMethodFix(), wrong);
        Assert.Equal(2, fixedText.Split("Tensor Score(Tensor outputs, Tensor targets)").Length - 1);
        Verify.Clean(fixedText);
    }

    private static readonly ModelSource One = Good with
    {
        Hyperparameters = "[Hyperparameter(Initial = 1, Count = 30)] public partial HyperTensor Rate { get; }",
        TrainingLoss = "[TrainingLoss] Tensor Fit(Tensor x, Tensor y) => Use(Rate);",
    };

    [Theory]
    [InlineData("Linear")]
    [InlineData("Factorized")]
    public void A_family_for_a_model_with_nothing_elementwise(string family)
        => Makes(
            new FamilyFix(),
            (One with { Attribute = "[HyperModel(Hypernetwork.Elementwise)]" }).ToString(),
            (One with { Attribute = $"[HyperModel(Hypernetwork.{family})]" }).ToString(),
            $"Use Hypernetwork.{family}");

    [Fact]
    public void A_family_that_fits()
    {
        var large = Good with { Attribute = "[HyperModel(Hypernetwork.Linear)]", Layers = Layers.Replace("64", "2000", StringComparison.Ordinal).Replace("32", "300", StringComparison.Ordinal) };
        Assert.Contains("Use Hypernetwork.Elementwise", Fixing.Offers(new FamilyFix(), large.ToString()));
        Makes(new FamilyFix(), large.ToString(), (large with { Attribute = "[HyperModel(Hypernetwork.Factorized, Rank = 10)]" }).ToString(), "Use Hypernetwork.Factorized with Rank = 10");
        Makes(new FamilyFix(), large.ToString(), (large with { Attribute = "[HyperModel(Hypernetwork.Elementwise)]" }).ToString(), "Use Hypernetwork.Elementwise");
    }

    [Fact]
    public void A_family_that_fits_instead_of_the_default_and_of_a_rank()
    {
        var large = Good with { Attribute = "[HyperModel(Rank = 2000)]", Layers = Layers.Replace("64", "2000", StringComparison.Ordinal).Replace("32", "300", StringComparison.Ordinal) };
        Makes(new FamilyFix(), large.ToString(), (large with { Attribute = "[HyperModel(Hypernetwork.Elementwise)]" }).ToString(), "Use Hypernetwork.Elementwise");
    }

    [Fact]
    public void A_family_for_a_layer()
    {
        var large = Good with { Layers = Layers.Replace("[Linear(64, 32)]", "[Linear(2000, 300, Hypernetwork = Hypernetwork.Linear, HiddenUnits = 5)]", StringComparison.Ordinal).Replace("(32", "(300", StringComparison.Ordinal) };
        var text = Fixing.Apply(new FamilyFix(), large.ToString().Replace(", HiddenUnits = 5", "", StringComparison.Ordinal), "Use Hypernetwork.Elementwise");
        Assert.Contains("[Linear(2000, 300, Hypernetwork = Hypernetwork.Elementwise)]", text);
        Verify.Clean(text);
    }

    [Theory]
    [InlineData("private readonly TorchSharp.Modules.Linear part = torch.nn.Linear(4, 4);", "[SharedModule]\n    private readonly TorchSharp.Modules.Linear part = torch.nn.Linear(4, 4);")]
    [InlineData("/// <summary>Mine.</summary>\n    [System.Obsolete] internal torch.nn.Module part { get; } = torch.nn.Linear(4, 4);", "/// <summary>Mine.</summary>\n    [SharedModule]\n    [System.Obsolete] internal torch.nn.Module part { get; } = torch.nn.Linear(4, 4);")]
    public void A_module_that_is_shared(string wrong, string right)
    {
        Makes(new SharedModuleFix(), Source(wrong), Source(right));

        static string Source(string member) => (Good with { Members = Good.Members + "\n    " + member }).ToString();
    }

    [Theory]
    [InlineData("private TorchSharp.Modules.Linear part = torch.nn.Linear(4, 4);")]
    [InlineData("private static readonly TorchSharp.Modules.Linear part = torch.nn.Linear(4, 4);")]
    [InlineData("private torch.nn.Module part { get; set; } = torch.nn.Linear(4, 4);")]
    [InlineData("private readonly torch.nn.Module[] part = [torch.nn.Linear(4, 4)];")]
    public void A_module_that_cannot_be_shared_as_it_is(string member)
        => Assert.Empty(Fixing.Offers(new SharedModuleFix(), (Good with { Members = $"{Good.Members}\n    {member}\n    private object Uses => part;" }).ToString()));

    /// <summary>The functions that both classes have which every example imports, as TorchSharp's own lists say.</summary>
    [Fact]
    public void One_function_is_ambiguous()
    {
        var both = from one in typeof(TorchSharp.torch).GetMethods() from other in typeof(TorchSharp.torch.nn.functional).GetMethods() where one.IsStatic && other.IsStatic && one.Name == other.Name && Types(one).SequenceEqual(Types(other)) select one.Name;
        Assert.Equal(["sigmoid"], both.Distinct());

        static IEnumerable<Type> Types(System.Reflection.MethodInfo method) => method.GetParameters().Select(parameter => parameter.ParameterType);
    }

    [Theory]
    [InlineData("sigmoid(x)", "torch.sigmoid(x)", "x.sigmoid()")]
    [InlineData("sigmoid(x + 1) * 2", "torch.sigmoid(x + 1) * 2", "(x + 1).sigmoid() * 2")]
    [InlineData("relu(sigmoid( Hidden.forward(x) ))", "relu(torch.sigmoid( Hidden.forward(x) ))", "relu(Hidden.forward(x).sigmoid())")]
    public void A_function_that_two_classes_have(string wrong, string qualified, string called)
    {
        var titles = Fixing.Offers(new AmbiguousFunctionFix(), Source(wrong));
        Assert.Equal(["Write torch.sigmoid(…)", "Call the tensor's sigmoid()"], titles);
        Makes(new AmbiguousFunctionFix(), Source(wrong), Source(qualified), titles[0]);
        Makes(new AmbiguousFunctionFix(), Source(wrong), Source(called), titles[1]);

        static string Source(string expression) => (Good with { Forward = $"    [Forward] private Tensor Predict(Tensor x) => {expression} + Use(Hidden) + Use(Output);" }).ToString();
    }

    [Fact]
    public void A_missing_forward_method()
    {
        var text = Fixing.Apply(new MissingMethodFix(), (Good with { Forward = "" }).ToString());
        Assert.Contains("    [Forward]\n    private Tensor Predict(Tensor inputs) => Output.forward(Hidden.forward(inputs));\n}", text.ReplaceLineEndings("\n"));
        Verify.Clean(text);
    }

    [Fact]
    public void Missing_losses()
    {
        var text = Fixing.Apply(new MissingMethodFix(), (Good with { ValidationLoss = "" }).ToString());
        Assert.Contains("    [ValidationLoss]\n    private Tensor Score(Tensor outputs, Tensor targets) => mse_loss(outputs, targets);\n}", text.ReplaceLineEndings("\n"));
        Verify.Clean(text);

        var reads = Good with { Forward = "[Forward] private Tensor Fit(Tensor x) => Use(Hidden) + Use(Output) + Use(WeightDecay) + Use(Dropout);", TrainingLoss = "" };
        text = Fixing.Apply(new MissingMethodFix(), reads.ToString());
        Assert.Contains("    [TrainingLoss]\n    private Tensor FitData(Tensor outputs, Tensor targets) => mse_loss(outputs, targets);\n}", text.ReplaceLineEndings("\n"));
        Verify.Clean(text);
    }
}
