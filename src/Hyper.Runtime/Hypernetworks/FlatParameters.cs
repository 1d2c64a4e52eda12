namespace Hyper.Runtime.Hypernetworks;

/// <summary>
/// All parameters of a hypernetwork in one flat buffer φ, with their gradient in another of the same layout: one
/// optimizer pass serves them all.
/// </summary>
public sealed class FlatParameters : IDisposable
{
    private readonly List<Tensor> views = [];

    /// <summary>Allocates both buffers, zeroed.</summary>
    /// <param name="count">Number of parameters.</param>
    /// <param name="type">Float32 or Float64.</param>
    /// <param name="device">Where the buffers live.</param>
    /// <exception cref="HyperDslException">Training so many parameters takes more memory than there is.</exception>
    public FlatParameters(long count, ScalarType type, Device device)
    {
        MemoryForecast.OfHypernetwork(count, type).Require(device);
        Values = torch.zeros(count, dtype: type, device: device).DetachFromDisposeScope();
        Gradient = torch.zeros(count, dtype: type, device: device).DetachFromDisposeScope();
    }

    /// <summary>φ, [count].</summary>
    public Tensor Values { get; }

    /// <summary>The gradient of the last pull-back, [count].</summary>
    public Tensor Gradient { get; }

    /// <summary>A matrix inside φ, as a view that lives as long as the buffers.</summary>
    /// <param name="offset">Index of its first element.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="columns">Its columns.</param>
    public Tensor Matrix(long offset, long rows, long columns) => View(Values, offset, rows, columns);

    /// <summary>The gradient of the matrix at the same place.</summary>
    /// <param name="offset">Index of its first element.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="columns">Its columns.</param>
    public Tensor GradientMatrix(long offset, long rows, long columns) => View(Gradient, offset, rows, columns);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var view in views)
        {
            view.Dispose();
        }

        Values.Dispose();
        Gradient.Dispose();
    }

    private Tensor View(Tensor buffer, long offset, long rows, long columns)
    {
        using var slice = buffer.narrow(0, offset, rows * columns);
        var view = slice.view(rows, columns).DetachFromDisposeScope();
        views.Add(view);
        return view;
    }
}
