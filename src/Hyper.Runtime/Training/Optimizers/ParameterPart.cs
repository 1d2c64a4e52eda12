using Hyper.Runtime.Checkpoints;

namespace Hyper.Runtime.Training.Optimizers;

/// <summary>A part of a hypernetwork's parameters that moves by itself: some ranges of φ, each with an optimizer.</summary>
internal sealed class ParameterPart : IDisposable, IResumable
{
    private readonly List<Tensor> views = [];
    private readonly List<FlatOptimizer> optimizers = [];

    /// <summary>Binds the part to its ranges.</summary>
    /// <param name="values">φ.</param>
    /// <param name="gradient">Its gradient.</param>
    /// <param name="ranges">The ranges.</param>
    /// <param name="create">Creates an optimizer over a range.</param>
    public ParameterPart(Tensor values, Tensor gradient, IEnumerable<(long Offset, long Count)> ranges, Func<Tensor, Tensor, FlatOptimizer> create)
    {
        foreach (var (offset, count) in ranges)
        {
            var range = values.narrow(0, offset, count).DetachFromDisposeScope();
            var slope = gradient.narrow(0, offset, count).DetachFromDisposeScope();
            views.AddRange([range, slope]);
            optimizers.Add(create(range, slope));
        }
    }

    /// <summary>Moves the part down its gradient, and nothing else.</summary>
    public void Step(double learningRate)
    {
        foreach (var optimizer in optimizers)
        {
            optimizer.Step(learningRate);
        }
    }

    /// <summary>Forgets every step so far.</summary>
    public void Reset()
    {
        foreach (var optimizer in optimizers)
        {
            optimizer.Reset();
        }
    }

    /// <inheritdoc/>
    public void Save(StateWriter to)
    {
        for (var i = 0; i < optimizers.Count; i++)
        {
            to.Add($"range_{i}", optimizers[i]);
        }
    }

    /// <inheritdoc/>
    public void Restore(StateReader from)
    {
        for (var i = 0; i < optimizers.Count; i++)
        {
            from.Read($"range_{i}", optimizers[i]);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var owned in (IDisposable[])[.. optimizers, .. views])
        {
            owned.Dispose();
        }
    }
}
