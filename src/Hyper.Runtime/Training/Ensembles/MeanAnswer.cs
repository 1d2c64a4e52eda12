namespace Hyper.Runtime.Training.Ensembles;

/// <summary>The mean of several models' answers to the same rows: each answer as a term, the terms' mean as an answer.</summary>
/// <param name="averaging">What the mean is taken of.</param>
internal sealed class MeanAnswer(Averaging averaging)
{
    /// <summary>What of an answer goes into the mean.</summary>
    /// <param name="outputs">[rows, …]; with <see cref="Averaging.Probabilities"/> a score for each class, [rows, classes, …].</param>
    /// <exception cref="HyperDslException">There is no mean of such outputs.</exception>
    public Tensor TermOf(Tensor outputs)
    {
        if (!outputs.is_floating_point())
        {
            throw new HyperDslException($"The model answers with {outputs.dtype}, and the mean of whole numbers is no such answer. An ensemble needs a forward method that returns floating-point numbers.");
        }

        if (averaging == Averaging.Outputs)
        {
            return outputs;
        }

        // In double precision, so that no probability is rounded to nothing before the logarithm is taken again.
        return outputs.dim() >= 2 && outputs.shape[1] > 1
            ? outputs.to(ScalarType.Float64).softmax(1)
            : throw new HyperDslException(
                $"Averaging.Probabilities needs a score for each class, [rows, classes, …], and the model answers with [{string.Join(", ", outputs.shape)}]. Use Averaging.Outputs, which is the mean of logits, or of quantities.");
    }

    /// <summary>The answer that a mean of terms is.</summary>
    /// <param name="mean">The mean of <see cref="TermOf"/> over models.</param>
    /// <param name="type">The type of the models' own answers.</param>
    public Tensor AnswerOf(Tensor mean, ScalarType type) => averaging == Averaging.Outputs ? mean : mean.log().to(type);
}
