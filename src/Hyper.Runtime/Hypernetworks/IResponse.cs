namespace Hyper.Runtime.Hypernetworks;

/// <summary>
/// A hypernetwork: the best response w_φ as a function of the hyperparameters, with its gradients in closed form. The
/// compiler writes one for each model, and one for each experiment that names a family of its own.
/// </summary>
/// <remarks>
/// The input z is the displacement of the unconstrained hyperparameters from a reference point that the run keeps. The
/// response at z = 0 is the layers' standard initialisation before the first step.
/// </remarks>
public interface IResponse : IDisposable
{
    /// <summary>φ and its gradient.</summary>
    FlatParameters Parameters { get; }

    /// <summary>
    /// The general parameters: the ranges of φ that the weights at z = 0 move with one to one. The others are the response
    /// parameters. Empty where a family does not tell them apart.
    /// </summary>
    IReadOnlyList<(long Offset, long Count)> General => [];

    /// <summary>Why φ is not all that the response is, so that it cannot be saved, in a sentence; null where it is all.</summary>
    string? NotSavedBecause => null;

    /// <summary>Writes the response w_φ(z).</summary>
    /// <param name="z">Displacements, [S, n].</param>
    /// <param name="weights">Where the elementary weights go, [S, P].</param>
    /// <returns>What the pull-backs need again: the hidden activations, or z where the family has none.</returns>
    Tensor Respond(Tensor z, Tensor weights);

    /// <summary>Writes the gradient with respect to φ, from the gradient with respect to the response.</summary>
    /// <param name="z">The displacements of the response, [S, n].</param>
    /// <param name="hidden">What <see cref="Respond"/> returned for them.</param>
    /// <param name="gradient">Gradient with respect to the elementary weights, [S, P].</param>
    void PullBack(Tensor z, Tensor hidden, Tensor gradient);

    /// <summary>Writes the hypergradient: the gradient with respect to z.</summary>
    /// <param name="hidden">What <see cref="Respond"/> returned for z.</param>
    /// <param name="gradient">Gradient with respect to the elementary weights, [S, P].</param>
    /// <param name="hypergradient">Where it goes, [S, n].</param>
    void PullBackToHyperparameters(Tensor hidden, Tensor gradient, Tensor hypergradient);

    /// <summary>
    /// Moves the reference point without changing the response as a function of the hyperparameters: afterwards z = 0
    /// answers as <paramref name="step"/> did.
    /// </summary>
    /// <param name="step">The reference point's movement, [1, n].</param>
    void Recenter(Tensor step);
}

/// <summary>
/// A hypernetwork that the compiler wrote, as far as it is known without an instance: a run creates it, and a file is held against
/// its shape before there is memory for it.
/// </summary>
/// <typeparam name="TSelf">The class itself.</typeparam>
public interface ICompiledResponse<TSelf> : IResponse
    where TSelf : class, ICompiledResponse<TSelf>
{
    /// <summary>What it is, in words and by its size.</summary>
    static abstract ResponseShape Shape { get; }

    /// <summary>A new one, initialised.</summary>
    /// <param name="type">Float32 or Float64.</param>
    /// <param name="device">Where it lives.</param>
    /// <param name="noise">The source of randomness.</param>
    static abstract TSelf Create(ScalarType type, Device device, Generator noise);
}
