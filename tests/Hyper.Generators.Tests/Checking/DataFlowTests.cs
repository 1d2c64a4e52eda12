using Hyper.Generators.Tests.Harness;

namespace Hyper.Generators.Tests.Checking;

public sealed class DataFlowTests
{
    private static readonly ModelSource Good = new();

    private static string WithTrainingLoss(string body) => (Good with { TrainingLoss = $"[TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) {body}" }).ToString();

    [Theory]
    [InlineData("=> Use(WeightDecay);")]
    [InlineData("=> Use(WeightDecay) + nameof(Dropout).Length;")]
    public void A_hyperparameter_that_training_never_reads(string body)
        => Verify.ReportsAlone(WithTrainingLoss(body), ("HYP0501", "Dropout"));

    [Fact]
    public void Nothing_is_read_at_all()
        => Verify.ReportsAlone(WithTrainingLoss("=> logits;"), ("HYP0501", "WeightDecay"), ("HYP0501", "Dropout"));

    [Theory]
    [InlineData("=> Use(WeightDecay) + Penalty();", "Tensor Penalty() => Use(Dropout);")]
    [InlineData("=> Use(WeightDecay) + Penalty;", "Tensor Penalty => Use(this.Dropout);")]
    [InlineData("=> Use(WeightDecay) + Penalty;", "Tensor Penalty { get { Tensor Local() => Use(Dropout); return Local(); } }")]
    [InlineData("=> Use(WeightDecay) + Penalty();", "Tensor Penalty() { System.Func<Tensor> lazy = () => Use(Dropout); return lazy(); }")]
    [InlineData("=> Use(WeightDecay) + new Terms().Of(this);", "class Terms { public Tensor Of(Digits model) => Use(model.Dropout); }")]
    public void A_hyperparameter_that_training_reads_by_way_of_another_member(string body, string member)
        => Verify.Clean((Good with { TrainingLoss = $"[TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) {body}", Members = Good.Members + member }).ToString());

    [Fact]
    public void A_model_that_hands_itself_to_other_code()
        => Verify.Clean((Good with
        {
            TrainingLoss = "[TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) => Terms.Of(this);",
            After = "internal static class Terms { public static Tensor Of(Digits model) => torch.tensor(model.Dropout.GetHashCode() + model.WeightDecay.GetHashCode()); }",
        }).ToString());

    [Theory]
    [InlineData("=> cross_entropy(logits, labels) + Use(Dropout);", "Dropout")]
    [InlineData("{ var rate = this.Dropout; return Use(rate); }", "this.Dropout")]
    [InlineData("{ Tensor Local() => Use(Dropout); return Local(); }", "Dropout")]
    public void A_hyperparameter_that_the_validation_loss_reads(string body, string underlined)
        => Verify.ReportsAlone((Good with { ValidationLoss = $"[ValidationLoss] private Tensor Score(Tensor logits, Tensor labels) {body}" }).ToString(), ("HYP0502", underlined));

    [Fact]
    public void A_hyperparameter_that_only_the_validation_loss_reads()
        => Verify.ReportsAlone(
            (Good with
            {
                TrainingLoss = "[TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) => Use(WeightDecay);",
                ValidationLoss = "[ValidationLoss] private Tensor Score(Tensor logits, Tensor labels) => Use(Dropout);",
            }).ToString(),
            ("HYP0502", "Dropout"));

    [Fact]
    public void One_method_for_both_losses_that_reads_a_hyperparameter()
        => Verify.ReportsAlone(
            (Good with { TrainingLoss = "[TrainingLoss, ValidationLoss] private Tensor Fit(Tensor logits, Tensor labels) => Use(Dropout) + Use(WeightDecay);", ValidationLoss = "" }).ToString(),
            ("HYP0502", "Dropout"),
            ("HYP0502", "WeightDecay"));

    [Fact]
    public void One_method_for_both_losses_where_the_forward_method_reads_the_hyperparameters()
        => Verify.Clean((Good with
        {
            Forward = "[Forward] private Tensor Predict(Tensor x) => Use(Hidden) + Use(Output) + Use(Dropout) + Use(WeightDecay);",
            TrainingLoss = "[TrainingLoss, ValidationLoss] private Tensor Loss(Tensor logits, Tensor labels) => cross_entropy(logits, labels);",
            ValidationLoss = "",
        }).ToString());

    [Fact]
    public void A_layer_that_is_never_used()
        => Verify.ReportsAlone((Good with { Forward = "[Forward] private Tensor Predict(Tensor x) => Use(Hidden);" }).ToString(), ("HYP0503", "Output"));

    [Fact]
    public void A_layer_that_only_the_validation_loss_uses()
        => Verify.Clean((Good with
        {
            Forward = "[Forward] private Tensor Predict(Tensor x) => Use(Hidden);",
            ValidationLoss = "[ValidationLoss] private Tensor Score(Tensor x, Tensor y) => Use(Output);",
        }).ToString());
}
