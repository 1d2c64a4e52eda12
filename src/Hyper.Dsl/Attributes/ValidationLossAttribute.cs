namespace Hyper.Dsl;

/// <summary>
/// Marks the method that computes the validation (outer) loss: <c>Tensor Name(Tensor outputs, Tensor targets)</c>. The
/// result is a scalar, a mean over the rows; it reads no hyperparameter.
/// </summary>
/// <example>
/// <code>
/// [ValidationLoss]
/// private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class ValidationLossAttribute : Attribute
{
}
