using Hyper.Generators.Tests.Harness;

namespace Hyper.Generators.Tests.Checking;

public sealed class ShapeTests
{
    [Theory]
    [InlineData("0, 10", "0")]
    [InlineData("64, -1", "-1")]
    [InlineData("inputs: 64, outputs: 0", "outputs: 0")]
    [InlineData("outputs: 0, inputs: 64", "outputs: 0")]
    public void A_layer_size_below_one(string arguments, string underlined)
        => Verify.ReportsAlone(
            (new ModelSource { Layers = $"[Linear({arguments})] public partial HyperLinear Hidden {{ get; }}", Forward = "[Forward] Tensor F(Tensor x) => Use(Hidden);" }).ToString(),
            ("HYP0101", underlined));

    [Fact]
    public void Both_layer_sizes_below_one()
        => Verify.ReportsAlone(
            (new ModelSource { Layers = "[Linear(0, int.MinValue)] public partial HyperLinear Hidden { get; }", Forward = "[Forward] Tensor F(Tensor x) => Use(Hidden);" }).ToString(),
            ("HYP0101", "0"),
            ("HYP0101", "int.MinValue"));

    [Theory]
    [InlineData("[Linear(int.MaxValue, int.MaxValue)]")]
    [InlineData("[Linear(65_536, 32_768, Bias = false)]")]
    public void More_weights_than_an_int_counts(string attribute)
        => Verify.ReportsAlone(
            (new ModelSource { Layers = $"{attribute} public partial HyperLinear Hidden {{ get; }}", Forward = "[Forward] Tensor F(Tensor x) => Use(Hidden);" }).ToString(),
            ("HYP0102", "Digits"));

    [Fact]
    public void More_weights_than_an_int_counts_in_several_layers()
        => Verify.ReportsAlone(
            (new ModelSource
            {
                Layers = string.Join("\n", Enumerable.Range(0, 3).Select(i => $"[Linear(32_768, 32_768)] public partial HyperLinear L{i} {{ get; }}")),
                Forward = "[Forward] Tensor F(Tensor x) => Use(L0) + Use(L1) + Use(L2);",
            }).ToString(),
            ("HYP0102", "Digits"));

    [Fact]
    public void An_attribute_without_its_arguments_is_left_to_the_compiler()
        => Verify.Reports(
            (new ModelSource { Layers = "[Linear(64)] public partial HyperLinear Hidden { get; }", Forward = "[Forward] Tensor F(Tensor x) => Use(Hidden);" }).ToString());
}
