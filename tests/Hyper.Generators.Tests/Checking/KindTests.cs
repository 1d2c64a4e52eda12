using System.Reflection;
using Hyper.Generators.Symbols;
using Hyper.Generators.Tests.Harness;
using Hyper.Runtime.Layers;

namespace Hyper.Generators.Tests.Checking;

/// <summary>Rules of the hyperparameter kinds, and the table of methods that read hyperparameters.</summary>
public sealed class KindTests
{
    private static readonly ModelSource Good = new();

    private static string Source(string arguments, string training = "Use(Rate)", string forward = "x", string name = "Rate") => (Good with
    {
        Hyperparameters = $"[Hyperparameter({arguments})] public partial HyperTensor {name} {{ get; }}",
        Forward = $"[Forward] Tensor Predict(Tensor x) => Use(Hidden) + Use(Output) + {forward};",
        TrainingLoss = $"[TrainingLoss] Tensor Fit(Tensor x, Tensor y) => x + y + {training};",
    }).ToString();

    [Theory]
    [InlineData("Initial = 1, Per = Per.Example", "Per = Per.Example")]
    [InlineData("Per = Per.Example, Min = 0, Max = 1", "Per = Per.Example")]
    public void Examples_that_are_not_counted(string arguments, string underlined)
        => Verify.ReportsAlone(Source(arguments), ("HYP0209", underlined));

    [Theory]
    [InlineData("Initial = 1, Per = Per.Example, Count = 1")]
    [InlineData("Min = 0, Max = 1, Per = Per.Example, Count = 70_000")]
    public void Examples_that_are_counted(string arguments) => Verify.Clean(Source(arguments, "ExampleWeights(Rate)"));

    [Fact]
    public void Examples_by_the_number_below_one()
        => Verify.ReportsAlone(Source("Initial = 1, Per = Per.Example, Count = 0"), ("HYP0205", "Count = 0"));

    [Theory]
    [InlineData("Initial = 0.5, Discrete = true", "Initial = 0.5")]
    [InlineData("Initial = 1, Min = 0.1, Max = 3, Discrete = true", "Min = 0.1")]
    [InlineData("Initial = 1, Min = 0, Max = 2.5, Discrete = true", "Max = 2.5")]
    [InlineData("Initial = 1, Max = 1e10, Discrete = true", "Max = 1e10")]
    public void A_discrete_hyperparameter_with_a_fraction(string arguments, string underlined)
        => Verify.ReportsAlone(Source(arguments), ("HYP0210", underlined));

    [Theory]
    [InlineData("Initial = 0, Min = 0, Max = 8, Discrete = true")]
    [InlineData("Initial = 8, Min = 0, Max = 8, Discrete = true")]
    [InlineData("Min = 0, Max = 3, Discrete = true")]
    [InlineData("Initial = -2, Discrete = true")]
    [InlineData("Initial = 3, Min = 1, Scale = Scale.Log, Discrete = true")]
    [InlineData("Initial = 0.5, Min = 0.25, Discrete = false")]
    public void A_discrete_hyperparameter_reaches_its_bounds(string arguments) => Verify.Clean(Source(arguments));

    [Fact]
    public void A_discrete_hyperparameter_starts_inside_its_bounds()
        => Verify.ReportsAlone(Source("Initial = 9, Min = 0, Max = 8, Discrete = true"), ("HYP0202", "Initial = 9"));

    [Theory]
    [InlineData("-1")]
    [InlineData("double.NaN")]
    [InlineData("double.PositiveInfinity")]
    public void A_hyperprior_that_is_no_precision(string precision)
        => Verify.ReportsAlone(Source($"Initial = 1, Hyperprior = {precision}"), ("HYP0211", $"Hyperprior = {precision}"));

    [Theory]
    [InlineData("0")]
    [InlineData("0.25")]
    public void A_hyperprior_that_is_a_precision(string precision) => Verify.Clean(Source($"Initial = 1, Hyperprior = {precision}"));

    [Theory]
    [InlineData("Count = 3", "Drop(x, Rate)")]
    [InlineData("Per = Per.Layer", "Cutout(x, Rate)")]
    [InlineData("Per = Per.Unit", "SmoothLabels(y, 10, Rate)")]
    [InlineData("Per = Per.Example, Count = 5", "Weigh(x, Rate)")]
    [InlineData("Count = 3", "L2(Rate)")]
    [InlineData("Per = Per.Example, Count = 5", "L1(Rate)")]
    [InlineData("Per = Per.Scalar", "ClassWeights(y, Rate)")]
    [InlineData("Per = Per.Weight", "ClassWeights(y, Rate)")]
    [InlineData("Per = Per.Weight", "ExampleWeights(Rate)")]
    [InlineData("Count = 5", "ExampleWeights(Rate)")]
    public void A_hyperparameter_of_another_kind(string arguments, string call)
        => Verify.ReportsAlone(Source("Initial = 0.5, " + arguments, call), ("HYP0504", "Rate"));

    [Theory]
    [InlineData("Count = 1", "Drop(x, Rate)")]
    [InlineData("Per = Per.Scalar", "L2(Rate)")]
    [InlineData("Per = Per.Unit", "L1(Rate)")]
    [InlineData("Count = 3", "ClassWeights(y, Rate)")]
    [InlineData("Per = Per.Example, Count = 5", "ExampleWeights(Rate)")]
    [InlineData("Per = Per.Layer", "Own.Drop(x, Rate)")]
    public void A_hyperparameter_of_the_right_kind(string arguments, string call)
        => Verify.Clean(Source("Initial = 0.5, " + arguments, call) + "static class Own { public static Tensor Drop(Tensor x, HyperTensor rates) => x + rates.Values; }");

    [Fact]
    public void The_message_says_what_to_write()
        => Assert.Equal(
            "Drop takes a hyperparameter with one value, and 'Rate' is declared with Per.Layer; remove Per and Count",
            GeneratorRun.Of(Project.Of(Source("Initial = 0.5, Per = Per.Layer", "Drop(x, Rate)"))).RuleDiagnostics.Single().GetMessage());

    [Theory]
    [InlineData("x", "Rate")]
    [InlineData("MixTargets(y, Rate)", null)]
    public void Inputs_are_mixed(string training, string? underlined)
    {
        var source = Source("Initial = 0.5", training, "Mixup(x, Rate)");
        if (underlined is null)
        {
            Verify.Clean(source);
        }
        else
        {
            Verify.ReportsAlone(source, ("HYP0505", underlined));
        }
    }

    /// <summary>Every method of the runtime that takes a hyperparameter is in the table, and nothing else is.</summary>
    [Fact]
    public void The_table_of_methods_is_complete()
    {
        Type[] types = [typeof(Regularizers), typeof(Augmentations), typeof(LossShape)];
        Assert.All(types, type => Assert.Equal(RegularizerTable.Namespace, type.Namespace));
        var offered = types.SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly));
        Assert.Equal(offered.Select(method => $"{method.DeclaringType!.Name}.{method.Name}").Order(), RegularizerTable.All.Select(regularizer => $"{regularizer.Type}.{regularizer.Method}").Order());
    }
}
