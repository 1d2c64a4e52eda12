namespace Hyper.Runtime.Layers;

/// <summary>
/// What a model instance holds beside its elementary weights: running statistics, by name. It is no function of the
/// hyperparameters and no gradient reaches it; a trained model gets a copy.
/// </summary>
public sealed class ModelState : IDisposable
{
    private readonly SortedDictionary<string, Tensor> buffers = new(StringComparer.Ordinal);

    /// <summary>The buffers by name, such as <c>Norm.running_mean</c>, in the order of their names.</summary>
    public IEnumerable<(string Name, Tensor Value)> Buffers => buffers.Select(buffer => (buffer.Key, buffer.Value));

    /// <summary>A copy of its own.</summary>
    public ModelState Clone()
    {
        var clone = new ModelState();
        clone.CopyFrom(this);
        return clone;
    }

    /// <summary>Takes over the values of another state of the same model.</summary>
    /// <param name="source">The other state, which stays as it is.</param>
    public void CopyFrom(ModelState source)
    {
        using var noGrad = torch.no_grad();
        foreach (var (name, value) in source.buffers)
        {
            if (buffers.TryGetValue(name, out var existing))
            {
                existing.copy_(value);
            }
            else
            {
                buffers.Add(name, value.clone().DetachFromDisposeScope());
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var buffer in buffers.Values)
        {
            buffer.Dispose();
        }

        buffers.Clear();
    }

    /// <summary>The buffer of a name, which is created where there is none yet.</summary>
    /// <param name="name">The layer's name and the buffer's.</param>
    /// <param name="create">Its first value.</param>
    internal Tensor Buffer(string name, Func<Tensor> create)
    {
        if (!buffers.TryGetValue(name, out var buffer))
        {
            buffer = create().DetachFromDisposeScope();
            buffers.Add(name, buffer);
        }

        return buffer;
    }
}
