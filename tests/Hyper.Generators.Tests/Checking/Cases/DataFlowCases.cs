using static Hyper.Generators.Tests.Checking.Cases.Sources;

namespace Hyper.Generators.Tests.Checking.Cases;

internal static class DataFlowCases
{
    private static readonly string Mixed = (Good with
    {
        Forward = "    [Forward] private Tensor Predict(Tensor x) => Mixup(x, Dropout) + Use(Hidden) + Use(Output);",
        TrainingLoss = "    [TrainingLoss] private Tensor Fit(Tensor x, Tensor y) => mse_loss(x, HOLE) + L2(WeightDecay);",
    }).ToString();

    public static IReadOnlyList<RuleCase> All { get; } =
    [
        new(
            "HYP0501",
            (Good with { TrainingLoss = "    [TrainingLoss] private Tensor Fit(Tensor x, Tensor y) => Use(WeightDecay)HOLE;" }).ToString(),
            " + nameof(Dropout).Length",
            "Dropout",
            " + Use(Dropout)",
            " * this.Dropout.Values"),
        new(
            "HYP0502",
            (Good with { ValidationLoss = "    [ValidationLoss] private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels)HOLE;" }).ToString(),
            " + Use(Dropout)",
            "Dropout",
            " + nameof(Dropout).Length",
            " + Use(Output)"),
        new(
            "HYP0503",
            (Good with { Forward = "    [Forward] private Tensor Predict(Tensor x) => Use(Hidden)HOLE;" }).ToString(),
            "",
            "Output",
            " + Use(Output)",
            " + Use(this)"),
        new("HYP0504", Hyperparameter.Replace("Use(Rate)", "L2(Rate)", StringComparison.Ordinal), "Initial = 1, Count = 3", "Rate", "Initial = 1, Per = Per.Layer", "Initial = 1, Count = 1"),
        new("HYP0505", Mixed, "y", "Dropout", "MixTargets(y, Dropout)", "MixTargets(y.detach(), this.Dropout)"),
        new("HYP0506", Chain("=> Output.forward(relu(Hidden.forward(x)HOLE));"), ".detach()", "detach", "", ".clone()"),
        new(
            "HYP0507",
            Chain("{ var weight = Hidden.weightHOLE; weight.clamp_(-1, 1); return Output.forward(Hidden.forward(x)); }"),
            "",
            "clamp_",
            ".clone()",
            " * 2"),
        new("HYP0508", Chain("=> Output.forward(Hidden.forward(x) * Dropout.HOLE);"), "Values.item<float>()", "item<float>", "ColumnFor(x)", "Values.mean()"),
        new(
            "HYP0510",
            (Good with { ValidationLoss = "    [ValidationLoss] private Tensor Score(Tensor x, Tensor y) => HOLE;" }).ToString(),
            "(x - y).square().sum()",
            "sum",
            "(x - y).square().sum(1).mean()",
            "(x - y).square().sum() / x.shape[0]"),
        new(
            "HYP0511",
            (Rated with { TrainingLoss = "    [TrainingLoss] private Tensor Fit(Tensor x, Tensor y) => Use(WeightDecay)HOLE;" }).ToString(),
            " + L2(Rate)",
            "Rate",
            "",
            " + nameof(Rate).Length"),
    ];
}
