using static TorchSharp.torch;

namespace PaperFigures.Exact;

/// <summary>The mean over rows of the squared error summed over outputs, as a function of a linear layer's weights.</summary>
internal sealed class QuadraticLoss : IDisposable
{
    private readonly double constant;

    public QuadraticLoss(Dataset rows)
    {
        using var scope = NewDisposeScope();
        Tensor inputs = rows.Inputs.to(ScalarType.Float64);
        Tensor biased = cat([inputs, ones(rows.Count, 1, dtype: ScalarType.Float64)], 1);
        Tensor targets = rows.Targets.to(ScalarType.Float64);
        Products = (biased.t().mm(biased) / rows.Count).DetachFromDisposeScope();
        Correlations = (biased.t().mm(targets) / rows.Count).DetachFromDisposeScope();
        constant = targets.square().sum().item<double>() / rows.Count;
    }

    /// <summary>XᵀX/n, with a column of ones for the biases.</summary>
    public Tensor Products { get; }

    /// <summary>XᵀY/n.</summary>
    public Tensor Correlations { get; }

    /// <summary>The loss.</summary>
    /// <param name="columns">A column for each output, its bias last.</param>
    public double At(Tensor columns) =>
        (columns * (Products.mm(columns) - (Correlations * 2))).sum().item<double>() + constant;

    /// <summary>The loss's gradient by one output's weights, on which those of the others have no say.</summary>
    /// <param name="column">The output's weights, its bias last.</param>
    /// <param name="output">Which it is.</param>
    public Tensor Gradient(Tensor column, int output) => (Products.mm(column) - Correlations.narrow(1, output, 1)) * 2;

    /// <inheritdoc/>
    public void Dispose()
    {
        Products.Dispose();
        Correlations.Dispose();
    }
}
