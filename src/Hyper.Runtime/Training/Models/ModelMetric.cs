namespace Hyper.Runtime.Training.Models;

/// <summary>A method of a model's that measures its answers.</summary>
/// <param name="name">The method's name.</param>
/// <param name="higherIsBetter">Whether more is better.</param>
/// <param name="measure">From the outputs to all rows of a split, and their targets, to a scalar.</param>
public sealed class ModelMetric(string name, bool higherIsBetter, Func<Tensor, Tensor, Tensor> measure)
{
    /// <summary>The method's name.</summary>
    public string Name => name;

    /// <summary>Whether more is better.</summary>
    public bool HigherIsBetter => higherIsBetter;

    /// <summary>What it says of some answers; not a number where it says so.</summary>
    /// <param name="outputs">To all rows of a split.</param>
    /// <param name="targets">Their targets.</param>
    /// <exception cref="HyperDslException">It is no scalar.</exception>
    internal double Of(Tensor outputs, Tensor targets)
    {
        using var scope = torch.NewDisposeScope();
        var value = measure(outputs, targets);
        return value.NumberOfElements == 1
            ? value.to(ScalarType.Float64).item<double>()
            : throw new HyperDslException($"The metric {name} has the shape [{string.Join(", ", value.shape)}]; one number is expected, such as its mean.");
    }
}
