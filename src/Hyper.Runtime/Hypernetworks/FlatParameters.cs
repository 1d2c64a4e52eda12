namespace Hyper.Runtime.Hypernetworks;

/// <summary>
/// All parameters of a hypernetwork in one flat buffer φ, with their gradient in another of the same layout: one
/// optimizer pass serves them all.
/// </summary>
/// <remarks>
/// The gradient's buffer is memory only where something has been written to it: the gradients of large matrices are kept as
/// their factors (<see cref="SummedGradient"/>) until somebody asks for <see cref="Gradient"/> as a whole, and from then on written.
/// </remarks>
public sealed class FlatParameters : IDisposable
{
    private readonly List<Tensor> views = [];
    private readonly List<SummedGradient> sums = [];
    private readonly List<(long Offset, long Count)> written = [];
    private readonly Tensor gradient;
    private readonly bool isOnHost;
    private bool isWhole;

    /// <summary>Allocates both buffers, zeroed.</summary>
    /// <param name="count">Number of parameters.</param>
    /// <param name="type">Float32 or Float64.</param>
    /// <param name="device">Where the buffers live.</param>
    /// <exception cref="HyperDslException">Training so many parameters takes more memory than there is.</exception>
    public FlatParameters(long count, ScalarType type, Device device)
    {
        MemoryForecast.OfHypernetwork(count, type).Require(device);
        Values = torch.zeros(count, dtype: type, device: device).DetachFromDisposeScope();
        gradient = torch.empty(count, dtype: type, device: device).DetachFromDisposeScope();
        isOnHost = device.type == DeviceType.CPU;
    }

    /// <summary>φ, [count].</summary>
    public Tensor Values { get; }

    /// <summary>The gradient of the last pull-back, [count].</summary>
    /// <exception cref="InvalidOperationException">It is asked for the first time after the pass that it belongs to.</exception>
    public Tensor Gradient
    {
        get
        {
            if (!isWhole)
            {
                WriteWhole();
            }

            return gradient;
        }
    }

    /// <summary>Whether gradients of large matrices are kept as factors: until the gradient is asked for as a whole, on the host.</summary>
    internal bool KeepsFactors => isOnHost && !isWhole;

    /// <summary>The matrices whose gradients may be kept as factors, in the order of φ.</summary>
    internal IReadOnlyList<SummedGradient> Sums => sums;

    /// <summary>The gradient's buffer, in which what is kept as factors is missing.</summary>
    internal Tensor GradientBuffer => gradient;

    /// <summary>A matrix inside φ, as a view that lives as long as the buffers.</summary>
    /// <param name="offset">Index of its first element.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="columns">Its columns.</param>
    public Tensor Matrix(long offset, long rows, long columns) => View(Values, offset, rows, columns);

    /// <summary>The gradient of the matrix at the same place, zero at first.</summary>
    /// <param name="offset">Index of its first element.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="columns">Its columns.</param>
    public Tensor GradientMatrix(long offset, long rows, long columns)
    {
        written.Add((offset, rows * columns));
        var view = View(gradient, offset, rows, columns);
        view.zero_();
        return view;
    }

    /// <summary>The gradient of the matrix at the same place, for a matrix so large that it is better kept as factors.</summary>
    /// <param name="offset">Index of its first element; matrices come in the order of φ.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="columns">Its columns.</param>
    public SummedGradient SummedGradient(long offset, long rows, long columns)
    {
        var sum = new SummedGradient(this, offset, View(gradient, offset, rows, columns));
        sums.Add(sum);
        return sum;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var view in views)
        {
            view.Dispose();
        }

        Values.Dispose();
        gradient.Dispose();
    }

    // From here on every gradient is written: whoever asks may keep the tensor.
    private void WriteWhole()
    {
        using var scope = torch.NewDisposeScope();
        foreach (var (offset, count) in FlatRanges.Rest([.. written, .. sums.Select(sum => (sum.Offset, sum.Rows * sum.Columns))], gradient.NumberOfElements))
        {
            gradient.narrow(0, offset, count).zero_();
        }

        foreach (var sum in sums)
        {
            sum.Write();
        }

        isWhole = true;
    }

    private Tensor View(Tensor buffer, long offset, long rows, long columns)
    {
        using var slice = buffer.narrow(0, offset, rows * columns);
        var view = slice.view(rows, columns).DetachFromDisposeScope();
        views.Add(view);
        return view;
    }
}
