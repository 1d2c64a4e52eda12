namespace Hyper.Dsl;

/// <summary>
/// Marks a method that measures answers beside the losses: <c>Tensor Name(Tensor outputs, Tensor targets)</c>, a scalar. It is taken without a
/// gradient over all rows of a split at once, so that it need be no mean over rows. A model may have any number of them; they come in the
/// history, in results and with progress under the method's name, and <c>Watch</c> of an experiment may choose the best state by one.
/// </summary>
/// <example>
/// <code>
/// [Metric(HigherIsBetter = true)]
/// private static Tensor Accuracy(Tensor logits, Tensor labels) => logits.argmax(1).eq(labels).to(float32).mean();
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class MetricAttribute : Attribute
{
    /// <summary>Whether more is better. <see langword="false"/> by default, as of a loss.</summary>
    public bool HigherIsBetter { get; set; }
}
