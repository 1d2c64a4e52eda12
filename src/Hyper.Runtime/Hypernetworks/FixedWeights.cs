namespace Hyper.Runtime.Hypernetworks;

/// <summary>
/// What an algorithm leaves that keeps no response: the weights that it trained, which answer for û and for nothing else.
/// </summary>
internal sealed class FixedWeights : IResponse, ISinglePoint
{
    // How far from û counts as û: natural values went through the transforms and back.
    private const double Rounding = 1e-6;

    /// <summary>Copies the weights.</summary>
    /// <param name="weights">[1, P].</param>
    public FixedWeights(Tensor weights)
    {
        Parameters = new FlatParameters(weights.NumberOfElements, weights.dtype, weights.device);
        using var flat = weights.view(-1);
        Parameters.Values.copy_(flat);
    }

    /// <inheritdoc/>
    public FlatParameters Parameters { get; }

    /// <inheritdoc/>
    /// <exception cref="HyperDslException">z is not zero.</exception>
    public Tensor Respond(Tensor z, Tensor weights)
    {
        if (z.abs().max().to(ScalarType.Float64).item<double>() > Rounding)
        {
            throw new HyperDslException(
                "This run kept no response: its algorithm trains the weights at the tuned hyperparameters alone. Ask for those, train at others with TrainAtAsync, or tune with Algorithm.Joint.");
        }

        weights.copy_(Parameters.Values);
        return z;
    }

    /// <inheritdoc/>
    public void PullBack(Tensor z, Tensor hidden, Tensor gradient) => throw NoResponse();

    /// <inheritdoc/>
    public void PullBackToHyperparameters(Tensor hidden, Tensor gradient, Tensor hypergradient) => throw NoResponse();

    /// <inheritdoc/>
    public void Recenter(Tensor step) => throw NoResponse();

    /// <inheritdoc/>
    public void Dispose() => Parameters.Dispose();

    private static HyperDslException NoResponse() => new(
        "This run kept no response that could be differentiated: its algorithm takes the hypergradient from the training loss itself. The hypergradient classes of the runtime give it.");
}
