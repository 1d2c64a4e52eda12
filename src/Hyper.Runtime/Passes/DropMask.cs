using Hyper.Runtime.Layers;

namespace Hyper.Runtime.Passes;

/// <summary>What dropout multiplies activations by.</summary>
public static class DropMask
{
    /// <summary>Draws a mask: 0 with each row's own probability p, else 1/(1 − p).</summary>
    /// <param name="activations">[rows, …].</param>
    /// <param name="rate">p, one scalar hyperparameter.</param>
    /// <returns>A tensor of the same shape.</returns>
    /// <exception cref="HyperDslException">The hyperparameter has more than one value.</exception>
    public static Tensor Of(Tensor activations, HyperTensor rate) => Regularizers.Mask(activations, rate, activations.shape);

    /// <summary>Draws a mask for whole channels: 0 with each row's own probability p, else 1/(1 − p).</summary>
    /// <param name="activations">[rows, channels, …].</param>
    /// <param name="rate">p, one scalar hyperparameter.</param>
    /// <returns>[rows, channels, 1, …].</returns>
    /// <exception cref="HyperDslException">The hyperparameter has more than one value, or there is no dimension of channels.</exception>
    public static Tensor OfChannels(Tensor activations, HyperTensor rate) => Regularizers.Mask(activations, rate, Regularizers.ChannelsOf(activations));
}
