namespace Hyper.Runtime.Layers.Weights;

/// <summary>The standard initialisation of a weight tensor: that of the plain layer.</summary>
public enum Initialization
{
    /// <summary>Uniform within ±1/√fan-in: fully connected, convolutional and recurrent layers, weights and biases alike.</summary>
    Uniform,

    /// <summary>Normal with mean 0 and variance 1: embeddings.</summary>
    Normal,

    /// <summary>All one: the scales of normalisations.</summary>
    Ones,

    /// <summary>All zero: the shifts of normalisations.</summary>
    Zeros,
}
