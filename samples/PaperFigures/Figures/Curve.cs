using PaperFigures.Exact;

namespace PaperFigures.Figures;

/// <summary>Both losses of a response, over one shared strength.</summary>
/// <param name="U">The coordinates.</param>
/// <param name="Training">The training loss there, penalty included.</param>
/// <param name="Validation">The validation loss there.</param>
internal sealed record Curve(double[] U, double[] Training, double[] Validation)
{
    /// <summary>Where the validation loss is lowest.</summary>
    public double LowestAt => Grid.Lowest(U, Validation);

    /// <summary>The losses of a response, taken by the exact formulas over the whole splits.</summary>
    public static Curve Over(double[] u, RidgeProblem ridge, Func<double, double[]> response)
    {
        double[][] weights = [.. u.Select(response)];
        return new Curve(
            u,
            [.. u.Zip(weights, (at, w) => ridge.TrainingLoss(w, [.. Enumerable.Repeat(at, ridge.Weights)]))],
            [.. weights.Select(ridge.ValidationLoss)]);
    }

    /// <summary>The largest relative difference of the validation losses.</summary>
    public double WorstRelativeError(Curve exact) =>
        Validation.Zip(exact.Validation, (own, other) => Math.Abs((own / other) - 1)).Max();
}
