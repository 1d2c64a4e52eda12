namespace Hyper.Dsl;

/// <summary>
/// Marks the method that computes the training (inner) loss: <c>Tensor Name(Tensor outputs, Tensor targets)</c>. The
/// result is a scalar, a mean over the rows plus any penalties; this is where hyperparameters are read.
/// </summary>
/// <example>
/// <code>
/// [TrainingLoss]
/// private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + L2(WeightDecay);
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class TrainingLossAttribute : Attribute
{
}
