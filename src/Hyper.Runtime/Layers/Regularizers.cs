using Hyper.Runtime.Host;
using Hyper.Runtime.Layers.Context;

namespace Hyper.Runtime.Layers;

/// <summary>The penalties and stochastic regularisers that a model reads its hyperparameters through.</summary>
/// <remarks>
/// Call these by their names alone: the compiler imports them into every project with models. A hyperparameter knows the
/// pass that it is read in, and so which rows are whose and whether there is anything to do: in validation, and in a
/// tuned model, dropout and noise do nothing.
/// </remarks>
public static class Regularizers
{
    /// <summary>
    /// Weight decay: Σ λw² over all elementary weights, biases included unless the hyperparameter says <c>Penalized.WithoutBiases</c>, each weight with the value that it answers to;
    /// averaged over the hyperparameter samples.
    /// </summary>
    /// <param name="strength">λ: a scalar, or one value a layer, a unit or a weight.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="HyperDslException">The hyperparameter has a count of its own.</exception>
    public static Tensor L2(HyperTensor strength) => PenaltyTerm.Square(strength.Context, strength.ValuesOfWeights());

    /// <summary>
    /// The lasso's penalty: Σ λ|w| over all elementary weights, biases included unless the hyperparameter says <c>Penalized.WithoutBiases</c>, each weight with the value that it
    /// answers to; averaged over the hyperparameter samples.
    /// </summary>
    /// <param name="strength">λ: a scalar, or one value a layer, a unit or a weight.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="HyperDslException">The hyperparameter has a count of its own.</exception>
    public static Tensor L1(HyperTensor strength) => PenaltyTerm.Absolute(strength.Context, strength.ValuesOfWeights());

    /// <summary>
    /// Inverted dropout (Srivastava et al., 2014): in training each element of a row is zeroed with the row's own
    /// probability and the others are scaled up to keep the expectation; in validation nothing happens.
    /// </summary>
    /// <param name="activations">[rows, …].</param>
    /// <param name="rate">The probability p, one scalar hyperparameter below 1: give it a Max, such as 0.9.</param>
    /// <returns>A tensor of the same shape.</returns>
    /// <exception cref="HyperDslException">The hyperparameter has more than one value.</exception>
    public static Tensor Drop(Tensor activations, HyperTensor rate) => Drop(activations, rate, activations.shape);

    /// <summary>
    /// Spatial dropout (Tompson et al., 2015): as <see cref="Drop(Tensor, HyperTensor)"/>, but whole channels of a row are
    /// zeroed, because neighbouring elements of one channel tell nearly the same.
    /// </summary>
    /// <param name="activations">[rows, channels, …].</param>
    /// <param name="rate">The probability p, one scalar hyperparameter below 1: give it a Max, such as 0.9.</param>
    /// <returns>A tensor of the same shape.</returns>
    /// <exception cref="HyperDslException">The hyperparameter has more than one value, or there is no dimension of channels.</exception>
    public static Tensor DropChannels(Tensor activations, HyperTensor rate) => Drop(activations, rate, ChannelsOf(activations));

    /// <summary>Gaussian noise: in training x + s·ε with ε ~ N(0, 1) for each element; in validation nothing happens.</summary>
    /// <param name="inputs">x, [rows, …].</param>
    /// <param name="strength">s, the standard deviation: one scalar hyperparameter above 0, such as on a logarithmic scale.</param>
    /// <returns>A tensor of the same shape.</returns>
    /// <exception cref="HyperDslException">The hyperparameter has more than one value.</exception>
    public static Tensor AddNoise(Tensor inputs, HyperTensor strength)
    {
        if (!strength.Context.IsTraining)
        {
            return inputs;
        }

        var noise = Draws.Normal(inputs.shape, inputs.dtype, inputs.device, strength.Context.Noise);
        return inputs.add(noise * strength.ColumnFor(inputs), Scalars.Of(1));
    }

    private static Tensor Drop(Tensor activations, HyperTensor rate, long[] draws)
    {
        if (!rate.Context.IsTraining)
        {
            return activations;
        }

        return activations * Mask(activations, rate, draws);
    }

    internal static Tensor Mask(Tensor activations, HyperTensor rate, long[] draws)
    {
        var p = rate.ColumnFor(activations);
        var kept = Draws.Uniform(draws, activations.dtype, activations.device, rate.Context.Noise).ge(p);
        return kept / p.neg().add(Scalars.Of(1), Scalars.Of(1));
    }

    /// <summary>The shape of one number a channel of each row, [rows, channels, 1, …].</summary>
    internal static long[] ChannelsOf(Tensor activations)
    {
        var shape = activations.shape;
        if (shape.Length < 2)
        {
            throw new HyperDslException($"DropChannels takes [rows, channels, …], but was given a tensor of shape [{string.Join(", ", shape)}].");
        }

        shape.AsSpan(2).Fill(1);
        return shape;
    }
}
