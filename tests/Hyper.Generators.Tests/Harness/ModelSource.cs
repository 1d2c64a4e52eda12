namespace Hyper.Generators.Tests.Harness;

/// <summary>The source of a model that nothing is wrong with. A test replaces the piece that it is about.</summary>
internal sealed record ModelSource
{
    public const string Usings = """
        using Hyper.Dsl;
        using Hyper.Runtime.Layers;
        using TorchSharp;
        using static TorchSharp.torch;
        using static TorchSharp.torch.nn.functional;

        """;

    public string Before { get; init; } = "";

    public string Attribute { get; init; } = "[HyperModel]";

    public string Declaration { get; init; } = "public sealed partial class Digits";

    public string Layers { get; init; } = """
            [Linear(64, 32)] public partial HyperLinear Hidden { get; }
            [Linear(32, 10)] public partial HyperLinear Output { get; }
        """;

    public string Hyperparameters { get; init; } = """
            [Hyperparameter(Initial = 1e-3, Scale = Scale.Log, Per = Per.Weight)] public partial HyperTensor WeightDecay { get; }
            [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.9)] public partial HyperTensor Dropout { get; }
        """;

    public string Forward { get; init; } = "    [Forward] private Tensor Predict(Tensor pixels) => Use(Output) + Use(Hidden) + pixels;";

    public string TrainingLoss { get; init; } = "    [TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + Use(WeightDecay) + Use(Dropout);";

    public string ValidationLoss { get; init; } = "    [ValidationLoss] private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);";

    /// <summary>Reads a layer or hyperparameter in a way that does not depend on what its type offers.</summary>
    public string Members { get; init; } = "    private static Tensor Use(object part) => torch.tensor(part.GetHashCode());";

    public string After { get; init; } = "";

    public override string ToString() => string.Join("\n", Usings, Before, Attribute, Declaration, "{", Layers, Hyperparameters, Forward, TrainingLoss, ValidationLoss, Members, "}", After, "");
}
