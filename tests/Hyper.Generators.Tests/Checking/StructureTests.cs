using Hyper.Generators.Tests.Harness;

namespace Hyper.Generators.Tests.Checking;

public sealed class StructureTests
{
    private static readonly ModelSource Good = new();

    private static string Source(ModelSource source) => source.ToString();

    [Fact]
    public void A_model_that_is_not_partial()
        => Verify.Reports(Source(Good with { Declaration = "public sealed class Digits" }), ("HYP0001", "Digits"));

    [Fact]
    public void A_type_around_a_model_that_is_not_partial()
        => Verify.Reports(Source(Good with { Before = "public class Outer\n{", After = "}" }), ("HYP0001", "Outer"));

    [Theory]
    [InlineData("public sealed partial class Digits<T>")]
    [InlineData("public abstract partial class Digits")]
    [InlineData("public sealed partial record Digits")]
    public void A_model_of_an_unsupported_kind(string declaration)
        => Verify.ReportsAlone(Source(Good with { Declaration = declaration }), ("HYP0002", "Digits"));

    [Fact]
    public void A_static_model()
        => Verify.Reports(Source(Good with { Declaration = "public static partial class Digits" }), ("HYP0002", "Digits"));

    [Fact]
    public void A_model_that_is_local_to_its_file()
        => Verify.Reports(Source(Good with { Declaration = "file sealed partial class Digits" }), ("HYP0002", "Digits"));

    [Fact]
    public void A_model_in_a_type_that_is_local_to_its_file()
        => Verify.Reports(Source(Good with { Before = "file partial class Outer\n{", After = "}" }), ("HYP0002", "Digits"));

    [Theory]
    [InlineData("struct")]
    [InlineData("record struct")]
    [InlineData("interface")]
    public void An_attribute_on_something_else_than_a_class_is_left_to_the_compiler(string keyword)
        => Assert.DoesNotContain(
            Verify.Reports(Source(Good with { Declaration = $"public partial {keyword} Digits", Members = Good.Members, After = "[Experiment<string>] public partial struct Tune;" })).Files.Keys,
            name => name.StartsWith("Digits", StringComparison.Ordinal));

    [Fact]
    public void A_model_in_a_generic_type()
        => Verify.ReportsAlone(Source(Good with { Before = "public partial class Outer<T>\n{", After = "}" }), ("HYP0002", "Digits"));

    [Fact]
    public void A_model_that_derives_from_a_model()
    {
        var first = Source(Good with { Declaration = "public partial class First", Members = "    protected static Tensor Use(object part) => torch.tensor(part.GetHashCode());" });
        var second = Source(Good with
        {
            Declaration = "public partial class Second : First",
            Layers = "    [Linear(2, 1)] public partial HyperLinear OwnLayer { get; }",
            Hyperparameters = "    [Hyperparameter(Initial = 1)] public partial HyperTensor Own { get; }",
            Forward = "    [Forward] private Tensor Run(Tensor x) => Use(OwnLayer);",
            TrainingLoss = "    [TrainingLoss] private Tensor Train(Tensor x, Tensor y) => Use(Own);",
            ValidationLoss = "    [ValidationLoss] private Tensor Judge(Tensor x, Tensor y) => x;",
            Members = "",
        });
        Verify.Reports(Project.Of(first, second), ("HYP0002", "Second"));
    }

    [Theory]
    [InlineData("public HyperLinear Hidden { get; } = null!;", "Hidden")]
    [InlineData("public partial HyperLinear Hidden { get; set; }", "Hidden")]
    [InlineData("public partial HyperLinear Hidden { get; init; }", "Hidden")]
    [InlineData("public static partial HyperLinear Hidden { get; }", "Hidden")]
    [InlineData("public partial HyperLinear Hidden { get; } public partial HyperLinear Hidden => null!;", "Hidden")]
    [InlineData("public partial HyperLinear Hidden => null!;", "Hidden")]
    [InlineData("public partial HyperLinear Hidden { set; }", "Hidden")]
    [InlineData("public partial ref HyperLinear Hidden { get; }", "Hidden")]
    public void A_layer_that_is_no_partial_get_only_property(string property, string underlined)
        => Verify.Reports(Source(Good with { Layers = "[Linear(2, 1)] " + property, Forward = "[Forward] Tensor F(Tensor x) => x + nameof(Hidden).Length; Tensor G() => Use(new Digits().Hidden);" }), ("HYP0003", underlined));

    [Fact]
    public void A_layer_that_is_an_indexer()
        => Verify.Reports(
            Source(Good with { Layers = "[Linear(2, 1)] public partial HyperLinear this[int index] { get; }", Forward = "[Forward] Tensor F(Tensor x) => Use(this[0]);" }),
            ("HYP0003", "this"));

    [Fact]
    public void A_required_layer()
        => Verify.Reports(
            Source(Good with { Layers = "[Linear(2, 1)] public required partial HyperLinear Hidden { get; }", Forward = "[Forward] Tensor F(Tensor x) => Use(Hidden);" }),
            ("HYP0012", "Digits"),
            ("HYP0003", "Hidden"));

    [Theory]
    [InlineData("HyperTensor")]
    [InlineData("HyperLinear?")]
    [InlineData("int")]
    [InlineData("System.Collections.Generic.List<(int a, string? b)>")]
    public void A_layer_of_another_type(string type)
        => Verify.ReportsAlone(
            Source(Good with { Layers = $"[Linear(2, 1)] public partial {type} Hidden {{ get; }}", Forward = "[Forward] Tensor F(Tensor x) => Use(Hidden!);" }),
            ("HYP0004", type));

    [Theory]
    [InlineData("HyperLinear")]
    [InlineData("HyperTensor?")]
    [InlineData("double")]
    public void A_hyperparameter_of_another_type(string type)
        => Verify.ReportsAlone(
            Source(Good with { Hyperparameters = $"[Hyperparameter(Initial = 1)] public partial {type} Decay {{ get; }}", TrainingLoss = "[TrainingLoss] Tensor F(Tensor x, Tensor y) => Use(Decay!);" }),
            ("HYP0004", type));

    [Fact]
    public void A_type_that_does_not_exist_is_left_to_the_compiler()
        => Verify.Reports(Source(Good with { Layers = "[Linear(2, 1)] public partial Missing Hidden { get; }", Forward = "[Forward] Tensor F(Tensor x) => Use(Hidden);" }));

    [Fact]
    public void No_forward_method()
        => Verify.Reports(Source(Good with { Forward = "Tensor F() => Use(Hidden) + Use(Output);" }), ("HYP0005", "Digits"));

    [Fact]
    public void No_training_loss()
        => Verify.Reports(Source(Good with { TrainingLoss = "Tensor F() => Use(WeightDecay) + Use(Dropout);" }), ("HYP0006", "Digits"));

    [Fact]
    public void No_validation_loss() => Verify.Reports(Source(Good with { ValidationLoss = "" }), ("HYP0007", "Digits"));

    [Fact]
    public void Two_forward_methods()
        => Verify.ReportsAlone(Source(Good with { After = "public partial class Digits { [Forward] Tensor Again(Tensor x) => x; }" }), ("HYP0008", "Again"));

    [Theory]
    [InlineData("Tensor F()")]
    [InlineData("Tensor F(Tensor a, int b)")]
    [InlineData("Tensor F(Tensor a, out Tensor b)")]
    [InlineData("Tensor F(params Tensor[] a)")]
    [InlineData("Tensor F<T>(Tensor a)")]
    [InlineData("Tensor F(ref Tensor a)")]
    [InlineData("Tensor F(in Tensor a)")]
    [InlineData("Tensor F(double a)")]
    [InlineData("Tensor? F(Tensor a)")]
    [InlineData("double F(Tensor a)")]
    [InlineData("void F(Tensor a)")]
    [InlineData("async System.Threading.Tasks.Task<Tensor> F(Tensor a)")]
    [InlineData("ref Tensor F(Tensor a)")]
    public void A_forward_method_with_another_signature(string signature)
        => Verify.Reports(
            Source(Good with { Forward = $"[Forward] {signature} {{ Use(Hidden); Use(Output); throw new System.Exception(); }}" }),
            ("HYP0009", "F"));

    [Theory]
    [InlineData("Tensor F(Tensor a, Tensor b)")]
    [InlineData("Tensor F(Tensor a, Tensor b, Tensor c)")]
    public void A_forward_method_has_a_parameter_for_each_input(string signature)
        => Verify.Clean(Source(Good with { Forward = $"[Forward] {signature} => Use(Hidden) + Use(Output) + a + b;" }));

    [Fact]
    public void What_an_input_must_be_is_told_with_its_name()
        => Assert.Contains(
            Verify.Reports(Source(Good with { Forward = "[Forward] Tensor F(Tensor numbers, int count) => Use(Hidden) + Use(Output) + numbers;" }), ("HYP0009", "F")).RuleDiagnostics,
            fault => fault.GetMessage(System.Globalization.CultureInfo.InvariantCulture)
                == "The method 'F' is marked [Forward] and takes 'count' of type 'int'; its signature is 'Tensor F(Tensor numbers, Tensor count)'");

    [Fact]
    public void A_loss_with_one_parameter()
        => Verify.ReportsAlone(Source(Good with { ValidationLoss = "[ValidationLoss] Tensor Score(Tensor logits) => logits;" }), ("HYP0009", "Score"));

    [Fact]
    public void A_loss_on_an_accessor()
        => Verify.ReportsAlone(Source(Good with { ValidationLoss = "Tensor Score { [ValidationLoss] get => torch.tensor(1); }" }), ("HYP0009", "get"));

    [Fact]
    public void No_layer()
        => Verify.ReportsAlone(Source(Good with { Layers = "", Forward = "[Forward] Tensor F(Tensor x) => x;" }), ("HYP0010", "Digits"));

    [Fact]
    public void No_hyperparameter()
        => Verify.ReportsAlone(Source(Good with { Hyperparameters = "", TrainingLoss = "[TrainingLoss] Tensor F(Tensor x, Tensor y) => x;" }), ("HYP0011", "Digits"));

    [Theory]
    [InlineData("public Digits(int size) => _ = size;", "Digits")]
    [InlineData("private Digits() { }", "Digits")]
    [InlineData("public required int Size { get; set; }", "Digits")]
    public void A_model_that_cannot_be_created(string member, string underlined)
        => Verify.ReportsAlone(Source(Good with { Members = Good.Members + "\n" + member }), ("HYP0012", underlined));

    /// <summary>What counts is the constructor that C# calls, and not the first one that it could.</summary>
    [Theory]
    [InlineData("private Digits(int s = 0) => _ = s; public Digits() { }")]
    [InlineData("public Digits() { } private Digits(int s = 0) => _ = s;")]
    [InlineData("private Digits(params int[] sizes) => _ = sizes; public Digits(int s = 0) => _ = s;")]
    [InlineData("public Digits(int a = 1, int b = 2) => _ = a + b; private Digits(string s) => _ = s; internal Digits() { }")]
    public void A_model_with_several_constructors(string members) => Verify.Clean(Source(Good with { Members = Good.Members + "\n" + members }));

    [Theory]
    [InlineData("public Digits(int a = 1) => _ = a; public Digits(string s = \"\") => _ = s;", "Digits")]
    [InlineData("public Digits(int a = 1) => _ = a; private Digits() { }", "Digits")]
    public void A_model_with_several_constructors_and_none_to_call(string members, string underlined)
        => Verify.ReportsAlone(Source(Good with { Members = Good.Members + "\n" + members }), ("HYP0012", underlined));

    [Fact]
    public void A_shared_module_behind_a_property()
    {
        var run = Verify.Clean(Source(Good with { Members = Good.Members + "\n[field: SharedModule] private torch.nn.Module Head { get; } = torch.nn.Linear(4, 4);\n    private object Uses => Head;" }));
        Assert.Contains("State.Share(\"Head\", model.Head);", run.Files.Single(file => file.Key.EndsWith("Digits.Model.g.cs", StringComparison.Ordinal)).Value);
    }

    [Theory]
    [InlineData("private readonly torch.nn.Module Held = torch.nn.Linear(4, 4);")]
    [InlineData("private torch.nn.Module<Tensor, Tensor> Held { get; } = torch.nn.Sequential(torch.nn.Linear(4, 4));")]
    [InlineData("private static readonly torch.nn.Module Held = torch.nn.Linear(4, 4);")]
    [InlineData("private readonly Own Held = new();")]
    [InlineData("private readonly torch.nn.Module[] Held = [torch.nn.Linear(4, 4)];")]
    [InlineData("private readonly System.Collections.Generic.List<TorchSharp.Modules.Linear> Held = [];")]
    [InlineData("private readonly System.Collections.Generic.Dictionary<string, torch.nn.Module[]> Held = [];")]
    [InlineData("private readonly (string Name, torch.nn.Module Module) Held = (\"\", torch.nn.Linear(4, 4));")]
    public void A_module_that_nobody_trains(string member)
        => Verify.ReportsAlone(Source(Good with { Members = $"{Good.Members}\n{member}\nprivate object Uses => Held;", After = "internal sealed class Own : torch.nn.Module { public Own() : base(nameof(Own)) { } }" }), ("HYP0019", "Held"));

    [Theory]
    [InlineData("private readonly TorchSharp.Modules.ReLU Held = torch.nn.ReLU();")]
    [InlineData("private readonly TorchSharp.Modules.MaxPool2d Held = torch.nn.MaxPool2d(2);")]
    [InlineData("private readonly TorchSharp.Modules.CrossEntropyLoss Held = torch.nn.CrossEntropyLoss();")]
    [InlineData("private static torch.nn.Module Held => torch.nn.Linear(4, 4);")]
    [InlineData("private readonly System.Func<torch.nn.Module> Held = () => torch.nn.Linear(4, 4);")]
    [InlineData("[SharedModule] private readonly TorchSharp.Modules.ModuleList<torch.nn.Module> Held = torch.nn.ModuleList<torch.nn.Module>(torch.nn.Linear(4, 4));")]
    public void A_module_that_needs_no_training_or_has_it(string member)
        => Verify.Clean(Source(Good with { Members = $"{Good.Members}\n{member}\nprivate object Uses => Held;" }));

    [Fact]
    public void Attributes_of_other_namespaces_are_not_ours()
        => Verify.Clean(Source(Good with
        {
            After = """
                [Experiment<Digits>, Elsewhere.Experiment<int>] public static partial class Tune;
                namespace Elsewhere
                {
                    public sealed class ExperimentAttribute<T> : System.Attribute;
                    public sealed class SharedModuleAttribute : System.Attribute;
                    [Elsewhere.Experiment<int>] public class Other { [Elsewhere.SharedModule] public int Size { get; set; } }
                }
                """,
        }));

    /// <summary>The kinds of layers are those that the compiler knows: C# refuses any other.</summary>
    [Fact]
    public void Layer_attributes_of_a_user_s_own()
    {
        var run = GeneratorRun.Of(Project.Of(Source(Good with { After = "public sealed class DenseAttribute : LayerAttribute;" })));
        Assert.Contains("CS0122", run.CompilerDiagnostics.Select(diagnostic => diagnostic.Id));
    }

    [Fact]
    public void A_primary_constructor_with_parameters()
        => Verify.ReportsAlone(Source(Good with { Declaration = "public sealed partial class Digits(int size)", Members = Good.Members + " public int Size => size;" }), ("HYP0012", "Digits"));

    [Theory]
    [InlineData("[Linear(1, 2)] public HyperLinear? Layer { get; }", "Layer")]
    [InlineData("[Hyperparameter] public HyperTensor? Decay { get; }", "Decay")]
    [InlineData("[Forward] public void Run() { }", "Run")]
    [InlineData("[TrainingLoss] public void Fit() { }", "Fit")]
    [InlineData("[ValidationLoss] public void Score() { }", "Score")]
    public void An_annotated_member_outside_a_model(string member, string underlined)
        => Verify.ReportsAlone(ModelSource.Usings + $"public class Other {{ {member} }}", ("HYP0013", underlined));

    [Fact]
    public void Two_roles()
        => Verify.ReportsAlone(
            Source(Good with { Hyperparameters = "[Linear(1, 1), Hyperparameter(Initial = 1)] public partial HyperLinear Decay { get; }", TrainingLoss = "[TrainingLoss] Tensor F(Tensor x, Tensor y) => Use(Decay);" }),
            ("HYP0014", "Decay"));
}
