namespace Hyper.Runtime.Layers.Weights;

/// <summary>The elementary weights of S hyperparameter samples, as layers and penalties read them.</summary>
public abstract class WeightSource
{
    /// <summary>Creates the source.</summary>
    /// <param name="layout">The model's layout of P weights.</param>
    /// <param name="samples">S, at least 1.</param>
    private protected WeightSource(ElementaryLayout layout, int samples)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        Layout = layout;
        Samples = samples;
    }

    /// <summary>The model's layout of P weights.</summary>
    public ElementaryLayout Layout { get; }

    /// <summary>S, the number of hyperparameter samples.</summary>
    public int Samples { get; }

    /// <summary>The weights, [S, P].</summary>
    public abstract Tensor Values { get; }

    /// <summary>
    /// Whether <see cref="Values"/> is part of an autograd graph, so that what is computed from the weights must be
    /// traced as a whole; otherwise each weight tensor is a leaf and closed-form gradients go beside autograd.
    /// </summary>
    public abstract bool IsTraced { get; }

    /// <summary>A weight tensor: the slot's shape with one sample, [S, …] with several.</summary>
    /// <param name="slot">Index of the slot in the layout.</param>
    public abstract Tensor this[int slot] { get; }
}
