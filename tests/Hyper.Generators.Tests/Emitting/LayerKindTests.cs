using Hyper.Generators.Tests.Harness;

namespace Hyper.Generators.Tests.Emitting;

/// <summary>What is emitted for each kind of layer against its approved text; each run also compiles against the runtime.</summary>
public sealed class LayerKindTests
{
    [Theory]
    [InlineData("Conv1d", "[Conv1d(2, 4, 3, Stride = 2, Padding = 1, Groups = 2)] public partial HyperConv1d Layer { get; }")]
    [InlineData("Conv2d", "[Conv2d(3, 8, 3, Padding = 1)] public partial HyperConv2d Layer { get; }")]
    [InlineData("Conv2dRectangular", "[Conv2d(4, 8, 3, 5, StrideWidth = 2, Padding = 1, PaddingWidth = 2, Groups = 2, Bias = false)] public partial HyperConv2d Layer { get; }")]
    [InlineData("ConvTranspose2d", "[ConvTranspose2d(4, 6, 3, Stride = 2, OutputPadding = 1, Groups = 2)] public partial HyperConvTranspose2d Layer { get; }")]
    [InlineData("Embedding", "[Embedding(100, 16, PaddingIndex = 0)] public partial HyperEmbedding Layer { get; }")]
    [InlineData("LayerNorm", "[LayerNorm(3, 4)] public partial HyperLayerNorm Layer { get; }")]
    [InlineData("GroupNorm", "[GroupNorm(2, 8)] public partial HyperGroupNorm Layer { get; }")]
    [InlineData("BatchNorm", "[BatchNorm(8, Momentum = 0.05)] public partial HyperBatchNorm Layer { get; }")]
    [InlineData("Lstm", "[Lstm(5, 7)] public partial HyperLstm Layer { get; }")]
    [InlineData("Gru", "[Gru(5, 7, Bias = false)] public partial HyperGru Layer { get; }")]
    public void A_kind_of_layer(string name, string layer)
        => Verify.Clean((new ModelSource
        {
            Layers = $"[Linear(2, 3)] public partial HyperLinear Before {{ get; }}\n{layer}\n[Linear(3, 1)] public partial HyperLinear After {{ get; }}",
            Hyperparameters = "[Hyperparameter(Initial = 0.5, Per = Per.Unit)] public partial HyperTensor Rate { get; }",
            Forward = "[Forward] private Tensor Predict(Tensor x) => Use(Before) + Use(Layer) + Use(After);",
            TrainingLoss = "[TrainingLoss] Tensor Fit(Tensor x, Tensor y) => L2(Rate);",
        }).ToString()).MatchFiles(name, ".Layers.g.cs", ".Layout.g.cs");

    [Fact]
    public void Shared_modules_are_handed_to_the_state()
        => Verify.Clean((new ModelSource
        {
            Hyperparameters = """
                [SharedModule] private readonly TorchSharp.Modules.Linear stem = torch.nn.Linear(4, 4);
                [SharedModule] public nn.Module<Tensor, Tensor> @event { get; } = torch.nn.Sequential(torch.nn.Linear(4, 4), torch.nn.BatchNorm1d(4));
                [Hyperparameter(Initial = 0.5, Per = Per.Unit)] public partial HyperTensor Rate { get; }
                """,
            Forward = "[Forward] private Tensor Predict(Tensor x) => Use(Output) + Use(Hidden) + @event.forward(stem.forward(x));",
            TrainingLoss = "[TrainingLoss] Tensor Fit(Tensor x, Tensor y) => L2(Rate);",
        }).ToString()).MatchFiles("Shared", ".Model.g.cs");
}
