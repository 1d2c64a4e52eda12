using static TorchSharp.torch;

namespace PaperFigures.Exact;

/// <summary>
/// One linear layer under squared error with an L2 strength exp(u) for each weight, solved in closed form and double
/// precision: the ten outputs are columns that do not know of each other.
/// </summary>
/// <remarks>
/// With H = (2/n)XᵀX + 2·diag(exp u) the best response of a column is w* = H⁻¹(2/n)Xᵀy, and its hypergradient, with
/// q = H⁻¹·∂L_V/∂w, is −2·exp(u)·w*·q. Weights and coordinates are flat vectors in the order of <c>[Linear(784, 10)]</c>:
/// ten rows of weights, then ten biases.
/// </remarks>
internal sealed class RidgeProblem : IDisposable
{
    private readonly QuadraticLoss training;
    private readonly QuadraticLoss validation;
    private readonly QuadraticLoss? test;
    private readonly Tensor values;
    private readonly Tensor vectors;

    /// <summary>Takes in what the losses depend on; the splits are not needed any more.</summary>
    /// <param name="splits">Rows with numbers as targets.</param>
    public RidgeProblem(DataSplits splits)
    {
        training = new QuadraticLoss(splits.Training);
        validation = new QuadraticLoss(splits.Validation);
        test = splits.Test is null ? null : new QuadraticLoss(splits.Test);
        using var scope = NewDisposeScope();
        (Tensor eigenvalues, Tensor eigenvectors) = linalg.eigh(training.Products);
        values = eigenvalues.DetachFromDisposeScope();
        vectors = eigenvectors.DetachFromDisposeScope();
        Inputs = (int)training.Products.shape[0] - 1;
        Outputs = (int)training.Correlations.shape[1];
    }

    /// <summary>Inputs of the layer.</summary>
    public int Inputs { get; }

    /// <summary>Outputs of the layer.</summary>
    public int Outputs { get; }

    /// <summary>Weights, biases included.</summary>
    public int Weights => (Inputs + 1) * Outputs;

    /// <summary>The best response where all weights of an output share a strength.</summary>
    /// <param name="unconstrained">One coordinate an output, or one for all.</param>
    /// <returns>P weights.</returns>
    public double[] Response(params double[] unconstrained)
    {
        using var scope = NewDisposeScope();
        Tensor strengths = tensor(unconstrained).exp().view(1, -1);
        Tensor columns = vectors.mm(vectors.t().mm(training.Correlations) / (values.view(-1, 1) + strengths));
        return Flat(columns);
    }

    /// <summary>The best response with a strength for each weight.</summary>
    /// <param name="unconstrained">P coordinates.</param>
    /// <returns>P weights.</returns>
    public double[] ResponseOfWeights(double[] unconstrained)
    {
        using var scope = NewDisposeScope();
        Tensor strengths = Strengths(unconstrained);
        return Flat(EachColumn(output => [Solve(strengths, output).Column])[0]);
    }

    /// <summary>The validation loss at the best response, and its derivative by each coordinate.</summary>
    /// <param name="unconstrained">P coordinates.</param>
    public (double Loss, double[] Gradient) Hypergradient(double[] unconstrained)
    {
        using var scope = NewDisposeScope();
        Tensor strengths = Strengths(unconstrained);
        Tensor[] all = EachColumn(output =>
        {
            (Tensor column, Tensor factor) = Solve(strengths, output);

            // The factor is that of H/2, whose inverse is twice that of H.
            return [column, validation.Gradient(column, output).cholesky_solve(factor, upper: false) / 2];
        });
        return (validation.At(all[0]), Flat(strengths * all[0] * all[1] * -2));
    }

    /// <summary>The mean squared error over the training rows plus the penalty.</summary>
    public double TrainingLoss(double[] weights, double[] unconstrained)
    {
        using var scope = NewDisposeScope();
        Tensor columns = Columns(weights);
        return training.At(columns) + (Strengths(unconstrained) * columns.square()).sum().item<double>();
    }

    /// <summary>The mean squared error over the validation rows.</summary>
    public double ValidationLoss(double[] weights) => At(validation, weights);

    /// <summary>The mean squared error over the test rows; not a number where there are none.</summary>
    public double TestLoss(double[] weights) => test is null ? double.NaN : At(test, weights);

    /// <inheritdoc/>
    public void Dispose()
    {
        training.Dispose();
        validation.Dispose();
        test?.Dispose();
        values.Dispose();
        vectors.Dispose();
    }

    private double At(QuadraticLoss loss, double[] weights)
    {
        using var scope = NewDisposeScope();
        return loss.At(Columns(weights));
    }

    // The best response of one output, and the Cholesky factor of H/2. One at a time: the matrices of all ten at once are so large that
    // the allocator gives their pages back each time, and fetches them again.
    private (Tensor Column, Tensor Factor) Solve(Tensor strengths, int output)
    {
        Tensor factor = linalg.cholesky(training.Products + strengths.select(1, output).diag());
        return (training.Correlations.narrow(1, output, 1).cholesky_solve(factor, upper: false), factor);
    }

    // What there is to find for each output, with the outputs as columns.
    private Tensor[] EachColumn(Func<int, Tensor[]> find)
    {
        Tensor[][] found = [.. Enumerable.Range(0, Outputs).Select(output =>
        {
            using var scope = NewDisposeScope();
            return find(output).Select(column => column.MoveToOuterDisposeScope()).ToArray();
        })];
        return [.. Enumerable.Range(0, found[0].Length).Select(i => cat([.. found.Select(columns => columns[i])], 1))];
    }

    private Tensor Strengths(double[] unconstrained) => Columns(unconstrained).exp();

    // [inputs + 1, outputs]: a column for each output, its bias last.
    private Tensor Columns(double[] flat)
    {
        Tensor all = tensor(flat);
        return cat([all.narrow(0, 0, Inputs * Outputs).view(Outputs, Inputs).t(), all.narrow(0, Inputs * Outputs, Outputs).view(1, -1)], 0);
    }

    private double[] Flat(Tensor columns) =>
        [.. columns.narrow(0, 0, Inputs).t().contiguous().data<double>(), .. columns.narrow(0, Inputs, 1).contiguous().data<double>()];
}
