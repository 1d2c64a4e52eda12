using Hyper.Generators.Tests.Harness;

namespace Hyper.Generators.Tests.Checking;

/// <summary>What the attributes of the layers refuse, and what is close to it and right.</summary>
public sealed class LayerOptionTests
{
    [Theory]
    [InlineData("Conv2d(0, 8, 3)", "HyperConv2d", "HYP0101", "0")]
    [InlineData("Conv1d(3, -2, 3)", "HyperConv1d", "HYP0101", "-2")]
    [InlineData("ConvTranspose2d(3, outputs: 0, kernel: 3)", "HyperConvTranspose2d", "HYP0101", "outputs: 0")]
    [InlineData("Embedding(0, 4)", "HyperEmbedding", "HYP0101", "0")]
    [InlineData("LayerNorm(0)", "HyperLayerNorm", "HYP0101", "0")]
    [InlineData("LayerNorm(3, 4, -1)", "HyperLayerNorm", "HYP0101", "-1")]
    [InlineData("LayerNorm(3, new[] { 0 })", "HyperLayerNorm", "HYP0101", "new[] { 0 }")]
    [InlineData("GroupNorm(0, 4)", "HyperGroupNorm", "HYP0101", "0")]
    [InlineData("BatchNorm(0)", "HyperBatchNorm", "HYP0101", "0")]
    [InlineData("Lstm(3, 0)", "HyperLstm", "HYP0101", "0")]
    [InlineData("Gru(0, 3)", "HyperGru", "HYP0101", "0")]
    [InlineData("Gru(3, int.MaxValue)", "HyperGru", "HYP0101", "int.MaxValue")]
    [InlineData("Conv1d(3, 8, 0)", "HyperConv1d", "HYP0103", "0")]
    [InlineData("Conv2d(3, 8, 0)", "HyperConv2d", "HYP0103", "0")]
    [InlineData("Conv2d(3, 8, 3, kernelWidth: -1)", "HyperConv2d", "HYP0103", "kernelWidth: -1")]
    [InlineData("Conv2d(3, 8, 3, Stride = 0)", "HyperConv2d", "HYP0103", "Stride = 0")]
    [InlineData("Conv2d(3, 8, 3, StrideWidth = 0)", "HyperConv2d", "HYP0103", "StrideWidth = 0")]
    [InlineData("Conv2d(3, 8, 3, Padding = -1)", "HyperConv2d", "HYP0103", "Padding = -1")]
    [InlineData("Conv1d(3, 8, 3, Dilation = 0)", "HyperConv1d", "HYP0103", "Dilation = 0")]
    [InlineData("Conv1d(3, 8, 3, Groups = 0)", "HyperConv1d", "HYP0103", "Groups = 0")]
    [InlineData("ConvTranspose2d(3, 8, 3, OutputPadding = -1)", "HyperConvTranspose2d", "HYP0103", "OutputPadding = -1")]
    [InlineData("ConvTranspose2d(3, 8, 3, Stride = 2, OutputPadding = 2)", "HyperConvTranspose2d", "HYP0103", "OutputPadding = 2")]
    [InlineData("ConvTranspose2d(3, 8, 3, Stride = 2, OutputPadding = 1, OutputPaddingWidth = 2)", "HyperConvTranspose2d", "HYP0103", "OutputPaddingWidth = 2")]
    [InlineData("Embedding(5, 4, PaddingIndex = 5)", "HyperEmbedding", "HYP0103", "PaddingIndex = 5")]
    [InlineData("Embedding(5, 4, PaddingIndex = -2)", "HyperEmbedding", "HYP0103", "PaddingIndex = -2")]
    [InlineData("LayerNorm(3, Epsilon = 0)", "HyperLayerNorm", "HYP0103", "Epsilon = 0")]
    [InlineData("GroupNorm(2, 4, Epsilon = double.NaN)", "HyperGroupNorm", "HYP0103", "Epsilon = double.NaN")]
    [InlineData("BatchNorm(3, Momentum = 1.5)", "HyperBatchNorm", "HYP0103", "Momentum = 1.5")]
    [InlineData("Conv2d(4, 8, 3, Groups = 3)", "HyperConv2d", "HYP0104", "Groups = 3")]
    [InlineData("Conv2d(3, 8, 3, Groups = 3)", "HyperConv2d", "HYP0104", "Groups = 3")]
    [InlineData("ConvTranspose2d(8, 3, 3, Groups = 4)", "HyperConvTranspose2d", "HYP0104", "Groups = 4")]
    [InlineData("GroupNorm(3, 4)", "HyperGroupNorm", "HYP0104", "3")]
    [InlineData("Conv2d(50_000, 50_000, 1)", "HyperConv2d", "HYP0102", "Digits")]
    [InlineData("Conv2d(int.MaxValue, int.MaxValue, int.MaxValue)", "HyperConv2d", "HYP0102", "Digits")]
    public void A_number_out_of_range(string attribute, string type, string id, string underlined)
        => Verify.ReportsAlone(Source(attribute, type), (id, underlined));

    [Theory]
    [InlineData("Conv2d(4, 8, 3, 1, Stride = 2, PaddingWidth = 0, Padding = 1, Dilation = 3, Groups = 4, Bias = false)", "HyperConv2d")]
    [InlineData("Conv1d(1, 1, 1, Padding = 0)", "HyperConv1d")]
    [InlineData("ConvTranspose2d(4, 6, 3, OutputPadding = 1, Dilation = 2, Groups = 2)", "HyperConvTranspose2d")]
    [InlineData("Embedding(5, 4, PaddingIndex = 4)", "HyperEmbedding")]
    [InlineData("Embedding(1, 1, PaddingIndex = -1)", "HyperEmbedding")]
    [InlineData("LayerNorm(3, new int[0])", "HyperLayerNorm")]
    [InlineData("LayerNorm(3, 4, 5, Epsilon = 1e-12)", "HyperLayerNorm")]
    [InlineData("GroupNorm(4, 4)", "HyperGroupNorm")]
    [InlineData("BatchNorm(1, Momentum = 1)", "HyperBatchNorm")]
    [InlineData("Lstm(3, 2, Bias = false)", "HyperLstm")]
    [InlineData("Gru(1, 1)", "HyperGru")]
    public void Numbers_that_are_right(string attribute, string type) => Verify.Clean(Source(attribute, type));

    [Fact]
    public void A_layer_of_another_type()
        => Verify.ReportsAlone(Source("Conv2d(3, 8, 3)", "HyperLinear"), ("HYP0004", "HyperLinear"));

    [Fact]
    public void Two_kinds_of_layer_in_one_property()
        => Verify.ReportsAlone(Source("Conv2d(3, 8, 3), Linear(3, 8)", "HyperConv2d"), ("HYP0014", "Layer"));

    [Fact]
    public void A_layer_of_a_new_kind_that_is_not_used()
        => Verify.Reports(
            (new ModelSource
            {
                Layers = "[Linear(1, 1)] public partial HyperLinear Hidden { get; } [Gru(3, 2)] public partial HyperGru Layer { get; }",
                Forward = "[Forward] Tensor F(Tensor x) => Use(Hidden);",
            }).ToString(),
            ("HYP0503", "Layer"));

    [Fact]
    public void A_layer_of_a_new_kind_outside_of_a_model()
        => Verify.Reports(
            new ModelSource { After = "partial class Other { [BatchNorm(3)] public HyperBatchNorm? Layer { get; } }" }.ToString(),
            ("HYP0013", "Layer"));

    [Fact]
    public void Arguments_that_are_no_constants_are_left_to_the_compiler()
        => Verify.Reports(Source("LayerNorm(3, System.Environment.ProcessorCount)", "HyperLayerNorm"));

    [Theory]
    [InlineData("private readonly Tensor part = torch.zeros(4);", "HYP0016")]
    [InlineData("private readonly nn.IModule<Tensor, Tensor> part = torch.nn.Linear(4, 4);", "HYP0016")]
    [InlineData("private static readonly nn.Module part = torch.nn.Linear(4, 4);", "HYP0017")]
    [InlineData("private nn.Module part = torch.nn.Linear(4, 4);", "HYP0017")]
    [InlineData("private nn.Module part { get; set; } = torch.nn.Linear(4, 4);", "HYP0017")]
    [InlineData("private nn.Module part => torch.nn.Linear(4, 4);", "HYP0017")]
    [InlineData("private nn.Module part { get { return torch.nn.Linear(4, 4); } }", "HYP0017")]
    public void A_shared_module_that_cannot_be_trained(string member, string id)
        => Verify.ReportsAlone(Shared(member), (id, "part"));

    [Theory]
    [InlineData("private readonly TorchSharp.Modules.Linear part = torch.nn.Linear(4, 4);")]
    [InlineData("internal nn.Module<Tensor, Tensor> part { get; } = torch.nn.Linear(4, 4);")]
    [InlineData("private readonly Own part = new();")]
    public void A_shared_module_that_can(string member) => Verify.Clean(Shared(member));

    [Fact]
    public void A_shared_module_that_is_a_layer_too()
        => Verify.Reports(
            (new ModelSource { Layers = "[Linear(1, 1), SharedModule] public partial HyperLinear Layer { get; }", Forward = "[Forward] Tensor F(Tensor x) => Use(Layer);" }).ToString(),
            ("HYP0014", "Layer"));

    [Fact]
    public void A_shared_module_outside_of_a_model()
        => Verify.Reports(
            new ModelSource { After = "class Other { [SharedModule] public readonly nn.Module part = torch.nn.Linear(4, 4); }" }.ToString(),
            ("HYP0013", "part"));

    private static string Shared(string member) => new ModelSource
    {
        Members = $"    [SharedModule] {member}\n    private static Tensor Use(object part) => torch.tensor(part.GetHashCode());\n    private object Uses => part;",
        After = "class Own : nn.Module { public Own() : base(nameof(Own)) { } }",
    }.ToString();

    private static string Source(string attribute, string type) => (new ModelSource
    {
        Layers = $"[{attribute}] public partial {type} Layer {{ get; }}",
        Forward = "[Forward] Tensor F(Tensor x) => Use(Layer);",
        Hyperparameters = "[Hyperparameter(Initial = 1e-3, Scale = Scale.Log, Per = Per.Unit)] public partial HyperTensor WeightDecay { get; }",
        TrainingLoss = "[TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + L2(WeightDecay);",
    }).ToString();
}
