namespace Hyper.Runtime.Layers;

/// <summary>The penalties and stochastic regularisers that a model reads its hyperparameters through.</summary>
/// <remarks>Generated models offer each of these as a method of their own, with the context filled in.</remarks>
public static class Regularizers
{
    /// <summary>
    /// Weight decay: Σ λw² over all elementary weights, biases included, each weight with the value that it answers to;
    /// averaged over the hyperparameter samples.
    /// </summary>
    /// <param name="context">The model's context.</param>
    /// <param name="strength">λ: a scalar, or one value a layer, a unit or a weight.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="HyperDslException">The hyperparameter has a count of its own.</exception>
    public static Tensor L2(ForwardContext context, HyperTensor strength) =>
        PenaltyTerm.Square(context, strength.ValuesOfWeights());

    /// <summary>
    /// The lasso's penalty: Σ λ|w| over all elementary weights, biases included, each weight with the value that it
    /// answers to; averaged over the hyperparameter samples.
    /// </summary>
    /// <param name="context">The model's context.</param>
    /// <param name="strength">λ: a scalar, or one value a layer, a unit or a weight.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="HyperDslException">The hyperparameter has a count of its own.</exception>
    public static Tensor L1(ForwardContext context, HyperTensor strength) =>
        PenaltyTerm.Absolute(context, strength.ValuesOfWeights());

    /// <summary>
    /// Inverted dropout (Srivastava et al., 2014): in training each element of a row is zeroed with the row's own
    /// probability and the others are scaled up to keep the expectation; in validation nothing happens.
    /// </summary>
    /// <param name="context">The model's context.</param>
    /// <param name="activations">[rows, …].</param>
    /// <param name="rate">The probability p, one scalar hyperparameter below 1: give it a Max, such as 0.9.</param>
    /// <returns>A tensor of the same shape.</returns>
    /// <exception cref="HyperDslException">The hyperparameter has more than one value.</exception>
    public static Tensor Drop(ForwardContext context, Tensor activations, HyperTensor rate)
    {
        if (!context.IsTraining)
        {
            return activations;
        }

        var p = rate.ColumnFor(activations);
        var kept = torch.rand(activations.shape, dtype: activations.dtype, device: activations.device, generator: context.Noise).ge(p);
        return activations * (kept / (1 - p));
    }
}
