using Hyper.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hyper.Generators.Tests.Checking;

public sealed class NameTests
{
    private static readonly ModelSource Good = new();

    [Theory]
    [InlineData("private sealed class Layout { }", "Layout")]
    [InlineData("private int Hyperparameters => 1;", "Hyperparameters")]
    [InlineData("public void Trained() { }", "Trained")]
    [InlineData("private enum BestResponse { }", "BestResponse")]
    [InlineData("public static Digits Load(int number) => new();", "Load")]
    [InlineData("private const string LoadResponse = \"name\";", "LoadResponse")]
    [InlineData("private int __context;", "__context")]
    [InlineData("private int __Hidden() => 1;", "__Hidden")]
    [InlineData("private int __Dropout() => 1;", "__Dropout")]
    public void A_member_with_a_generated_name(string member, string underlined)
        => Verify.Reports((Good with { Members = Good.Members + member }).ToString(), ("HYP0015", underlined));

    [Theory]
    [InlineData("Layout")]
    [InlineData("Trained")]
    [InlineData("Load")]
    public void A_model_with_a_generated_name(string name)
        => Verify.ReportsAlone((Good with { Declaration = $"public sealed partial class {name}" }).ToString(), ("HYP0015", name));

    [Theory]
    [InlineData("Space")]
    [InlineData("FromNatural")]
    [InlineData("CopyTo")]
    [InlineData("Clone")]
    [InlineData("EqualityContract")]
    public void A_hyperparameter_with_a_name_of_the_record(string name)
        => Verify.ReportsAlone(
            (Good with { Hyperparameters = $"[Hyperparameter(Initial = 1)] public partial HyperTensor {name} {{ get; }}", TrainingLoss = $"[TrainingLoss] Tensor Fit(Tensor x, Tensor y) => Use({name});" }).ToString(),
            ("HYP0015", name));

    [Fact]
    public void A_layer_whose_field_would_be_the_context()
        => Verify.ReportsAlone(
            (Good with { Layers = "[Linear(2, 1)] public partial HyperLinear context { get; }", Forward = "[Forward] Tensor F(Tensor x) => Use(context);" }).ToString(),
            ("HYP0015", "context"));

    [Fact]
    public void An_inherited_member_with_a_generated_name()
        => Verify.ReportsAlone(
            (Good with { Before = "public abstract class Base { public int Layout => 1; }", Declaration = "public sealed partial class Digits : Base" }).ToString(),
            ("HYP0015", "Digits"));

    [Fact]
    public void A_private_member_of_a_base_class_takes_no_name()
        => Verify.Clean((Good with
        {
            Before = "public abstract class Base { private const int Layout = 1; private int L2 => Layout; public override string ToString() => $\"{L2}\"; }",
            Declaration = "public sealed partial class Digits : Base",
            TrainingLoss = "[TrainingLoss] Tensor Fit(Tensor x, Tensor y) => L2(WeightDecay) + Use(Dropout);",
        }).ToString());

    [Theory]
    [InlineData("natural")]
    [InlineData("value")]
    [InlineData("field")]
    [InlineData("init")]
    [InlineData("record")]
    [InlineData("await")]
    [InlineData("z")]
    [InlineData("a")]
    [InlineData("hidden")]
    [InlineData("Gradient")]
    [InlineData("L2")]
    [InlineData("Per")]
    [InlineData("Hyper")]
    public void Hyperparameters_and_layers_with_awkward_names(string name)
        => Verify.Clean((Good with
        {
            Attribute = "[HyperModel(Hypernetwork.Elementwise)]",
            Layers = $"[Linear(2, 1)] public partial HyperLinear @{name}Layer {{ get; }} [Linear(2, 1)] public partial HyperLinear @{name}s {{ get; }}",
            Hyperparameters = $"[Hyperparameter(Initial = 1, Per = Hyper.Dsl.Per.Weight)] public partial HyperTensor @{name} {{ get; }} [Hyperparameter(Initial = 1)] public partial HyperTensor @{name}Gradient {{ get; }}",
            Forward = $"[Forward] Tensor Predict(Tensor @{name}) => Use(this.@{name}s) + Use(this.@{name}Layer);",
            TrainingLoss = $"[TrainingLoss] Tensor Fit(Tensor x, Tensor y) => Use(this.@{name}) + Use(@{name}Gradient);",
        }).ToString().Replace("Hyper.Dsl.Per", "global::Hyper.Dsl.Per"));

    [Theory]
    [InlineData("private Tensor L2(HyperTensor own) => Use(own);", "L2(WeightDecay)", "Digits")]
    [InlineData("private int Drop => 1;", "Drop(x, Dropout)", "Regularizers")]
    [InlineData("private static void L1() { }", "L2(WeightDecay)", "Regularizers")]
    [InlineData("[Hyperparameter(Initial = 0.1)] public partial HyperTensor Brightness { get; }", "Brightness(x, Brightness)", "Augmentations")]
    public void What_is_called_by_a_regulariser_s_name(string member, string call, string type)
    {
        var run = Verify.Clean((Good with
        {
            Members = Good.Members + member,
            TrainingLoss = $"[TrainingLoss] Tensor Fit(Tensor x, Tensor y) => {call} + Use(WeightDecay) + Use(Dropout);",
        }).ToString());
        var tree = run.Output.SyntaxTrees.First();
        var invocation = tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>().First(node => node.ToString() == call);
        Assert.Equal(type, run.Output.GetSemanticModel(tree).GetSymbolInfo(invocation).Symbol!.ContainingType.Name);
    }
}
