using static Hyper.Generators.Tests.Checking.Cases.Sources;

namespace Hyper.Generators.Tests.Checking.Cases;

internal static class StructureCases
{
    private static readonly string SharedModule = (Good with
    {
        Members = Good.Members + "\n    [SharedModule] HOLE\n    private object Uses => part;",
        After = "internal sealed class Own : nn.Module { public Own() : base(nameof(Own)) { } }",
    }).ToString();

    public static IReadOnlyList<RuleCase> All { get; } =
    [
        new("HYP0001", Declaration, "public sealed class Digits", "Digits", "public sealed partial class Digits", "partial class Digits"),
        new("HYP0002", Declaration, "public abstract partial class Digits", "Digits", "public partial class Digits", "internal sealed partial class Digits"),
        new(
            "HYP0003",
            (Good with { Layers = "    [Linear(64, 32)] HOLE\n    [Linear(32, 10)] public partial HyperLinear Output { get; }" }).ToString(),
            "public HyperLinear Hidden { get; } = null!;",
            "Hidden",
            "public partial HyperLinear Hidden { get; }",
            "private partial HyperLinear Hidden { get; }"),
        new("HYP0004", Layer("Linear(2, 1)", "HOLE"), "HyperTensor", "HyperTensor", "HyperLinear", "Hyper.Runtime.Layers.HyperLinear"),
        new(
            "HYP0005",
            (Good with { Forward = "    HOLE private Tensor Predict(Tensor pixels) => Use(Output) + Use(Hidden);" }).ToString(),
            "",
            "Digits",
            "[Forward]",
            "[Hyper.Dsl.ForwardAttribute]"),
        new(
            "HYP0006",
            (Good with { TrainingLoss = "    HOLE private Tensor Fit(Tensor x, Tensor y) => Use(WeightDecay) + Use(Dropout);" }).ToString(),
            "",
            "Digits",
            "[TrainingLoss]",
            "[Hyper.Dsl.TrainingLossAttribute]"),
        new(
            "HYP0007",
            (Good with { ValidationLoss = "    HOLE private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);" }).ToString(),
            "",
            "Digits",
            "[ValidationLoss]",
            "[Hyper.Dsl.ValidationLossAttribute]"),
        new(
            "HYP0008",
            (Good with { After = "public partial class Digits { HOLE private Tensor Again(Tensor x) => x; }" }).ToString(),
            "[Forward]",
            "Again",
            "",
            "[System.Obsolete]"),
        new(
            "HYP0009",
            (Good with { ValidationLoss = "    [ValidationLoss] private HOLE => logits;" }).ToString(),
            "Tensor Score(Tensor logits)",
            "Score",
            "Tensor Score(Tensor logits, Tensor labels)",
            "static Tensor Score(Tensor logits, Tensor _)"),
        new(
            "HYP0009",
            (Good with { Forward = "    [Forward] private HOLE => Output.forward(relu(Hidden.forward(x)));" }).ToString(),
            "Tensor Predict(Tensor x, double scale)",
            "Predict",
            "Tensor Predict(Tensor x, Tensor scale)",
            "Tensor Predict(Tensor x)"),
        new(
            "HYP0010",
            (Good with { Layers = "    HOLE", Forward = "    [Forward] private Tensor Predict(Tensor x) => Use(this);" }).ToString(),
            "",
            "Digits",
            "[Linear(2, 1)] public partial HyperLinear Hidden { get; }",
            "[Embedding(5, 4)] public partial HyperEmbedding Words { get; }"),
        new(
            "HYP0011",
            (Good with { Hyperparameters = "    HOLE", TrainingLoss = "    [TrainingLoss] private Tensor Fit(Tensor x, Tensor y) => Use(this);" }).ToString(),
            "",
            "Digits",
            "[Hyperparameter(Initial = 1)] public partial HyperTensor Rate { get; }",
            "[Hyperparameter(Min = 0, Max = 1)] private partial HyperTensor Rate { get; }"),
        new("HYP0012", Member, "public Digits(int size) => _ = size;", "Digits", "public Digits() { }", "internal Digits() : base() { }"),
        new("HYP0013", (Good with { After = "public class Other { HOLE public void Run() { } }" }).ToString(), "[Forward]", "Run", "", "[System.Obsolete]"),
        new(
            "HYP0014",
            Layer("Linear(2, 1)HOLE"),
            ", Hyperparameter(Initial = 1)",
            "Layer",
            "",
            ", System.ComponentModel.Description(\"The first\")"),
        new("HYP0015", Member, "private int Layout => 1;", "Layout", "private int Layouts => 1;", "private int _context => 1;"),
        new(
            "HYP0016",
            SharedModule,
            "private readonly Tensor part = torch.zeros(4);",
            "part",
            "private readonly nn.Module part = torch.nn.Linear(4, 4);",
            "private readonly Own part = new();"),
        new(
            "HYP0017",
            SharedModule,
            "private nn.Module part = torch.nn.Linear(4, 4);",
            "part",
            "private readonly nn.Module part = torch.nn.Linear(4, 4);",
            "private nn.Module part { get; } = torch.nn.Linear(4, 4);"),
        new(
            "HYP0019",
            (Good with { Members = Good.Members + "\n    HOLE private readonly TorchSharp.Modules.Linear part = torch.nn.Linear(4, 4);\n    private object Uses => part;" }).ToString(),
            "",
            "part",
            "[SharedModule]",
            "[Hyper.Dsl.SharedModule]"),
        new("HYP0018", Layer("Linear(HOLE, 32)"), "FromAnotherGenerator.Pixels", "Linear(FromAnotherGenerator.Pixels, 32)", "64", "8 * 8"),
    ];
}
