using Hyper.Runtime.Host;
using Hyper.Runtime.Hypernetworks;
using Hyper.Runtime.Layers.Context;
using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Spaces;

namespace Hyper.Runtime.Training.Models;

/// <summary>A hypernetwork after its run: it answers with weights for any hyperparameters, without retraining.</summary>
/// <typeparam name="TModel">The annotated class.</typeparam>
/// <typeparam name="TTrained">The model with fixed weights.</typeparam>
/// <typeparam name="THyperparameters">The record of natural values.</typeparam>
public sealed partial class LearnedResponse<TModel, TTrained, THyperparameters> : IDisposable
    where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
    where TTrained : TrainedModel
    where THyperparameters : IHyperparameters<THyperparameters>
{
    private readonly IResponse response;
    private readonly ResponseShape shape;
    private readonly Tensor reference;
    private readonly ModelState state;

    // A response answers into buffers of its own: one answer is under way at a time, from whatever thread.
    private readonly Lock gate = new();
    private bool disposed;

    internal LearnedResponse(IResponse response, ResponseShape shape, Tensor reference, double[] current, ModelState state)
    {
        this.shape = shape;
        this.state = state;
        this.response = response;
        this.reference = reference;
        Current = current;
    }

    /// <summary>û at the end of the run: n unconstrained coordinates.</summary>
    public IReadOnlyList<double> Current { get; }

    /// <summary>
    /// The model with the weights w_φ(u). Running statistics and shared modules are those at the end of the run, whatever u.
    /// </summary>
    /// <param name="unconstrained">u, n unconstrained coordinates.</param>
    /// <exception cref="ObjectDisposedException">The response, or the result that it belongs to, has been disposed of.</exception>
    public TTrained At(ReadOnlySpan<double> unconstrained)
    {
        var coordinates = unconstrained.ToArray();
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            using var scope = torch.NewDisposeScope();
            var weights = new ElementaryWeights(TModel.Weights, 1, reference.dtype, reference.device);
            response.Respond(DisplacementOf(coordinates), weights.Values);
            var model = ModelCreation.WithState<TModel, TTrained, THyperparameters>(state);
            return TModel.CreateTrained(model, weights, coordinates);
        }
    }

    /// <summary>Whether the run kept a response that can be differentiated, and so answers at other hyperparameters than û.</summary>
    public bool HasJacobian => response is not ISinglePoint;

    /// <summary>The hypergradient of the response: ∂/∂u of a loss whose gradient with respect to w_φ(u) is given.</summary>
    /// <param name="unconstrained">u, n unconstrained coordinates.</param>
    /// <param name="weightsGradient">Gradient with respect to the elementary weights, P elements.</param>
    /// <returns>n elements.</returns>
    /// <exception cref="ObjectDisposedException">The response, or the result that it belongs to, has been disposed of.</exception>
    public double[] Hypergradient(ReadOnlySpan<double> unconstrained, Tensor weightsGradient)
    {
        ArgumentNullException.ThrowIfNull(weightsGradient);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            using var scope = torch.NewDisposeScope();
            var z = DisplacementOf(unconstrained);
            var weights = torch.zeros(1, TModel.Weights.WeightCount, dtype: reference.dtype, device: reference.device);
            var hidden = response.Respond(z, weights);
            var result = torch.zeros_like(z);
            response.PullBackToHyperparameters(hidden, weightsGradient.to(reference.dtype, reference.device).view(1, -1), result);
            return HostValues.Read(result);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            response.Dispose();
            reference.Dispose();
            state.Dispose();
        }
    }

    /// <summary>What the model instance of the run held beside its weights, at the end.</summary>
    internal ModelState State => state;

    // The difference is taken in double precision: where u is û itself it is exactly what the run itself saw.
    private Tensor DisplacementOf(ReadOnlySpan<double> unconstrained)
    {
        var difference = HostValues.Read(reference);
        for (var i = 0; i < difference.Length; i++)
        {
            difference[i] = unconstrained[i] - difference[i];
        }

        return HostValues.Row(difference, reference.dtype, reference.device);
    }
}
