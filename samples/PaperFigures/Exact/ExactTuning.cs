using System.Diagnostics;

namespace PaperFigures.Exact;

/// <summary>Adam on exact hypergradients, one strength for each weight: the floor for whatever approximates them.</summary>
internal static class ExactTuning
{
    private const double Rate = 0.1;
    private const double FirstMemory = 0.9;
    private const double SecondMemory = 0.999;
    private const double Epsilon = 1e-8;

    /// <summary>Where the hyperparameters are after each step.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="start">The coordinate that all start from.</param>
    /// <param name="steps">How many steps.</param>
    /// <param name="cancellation">Stops it between two steps.</param>
    public static IEnumerable<ExactStep> Run(RidgeProblem problem, double start, int steps, CancellationToken cancellation)
    {
        double[] u = [.. Enumerable.Repeat(start, problem.Weights)];
        var first = new double[u.Length];
        var second = new double[u.Length];
        var watch = Stopwatch.StartNew();
        for (int step = 0; ; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            (double loss, double[] gradient) = problem.Hypergradient(u);
            yield return new ExactStep(step, watch.Elapsed.TotalSeconds, loss, [.. u]);
            if (step == steps)
                yield break;
            for (int i = 0; i < u.Length; i++)
            {
                first[i] += (1 - FirstMemory) * (gradient[i] - first[i]);
                second[i] += (1 - SecondMemory) * ((gradient[i] * gradient[i]) - second[i]);
                double mean = first[i] / (1 - Math.Pow(FirstMemory, step + 1));
                double scale = Math.Sqrt(second[i] / (1 - Math.Pow(SecondMemory, step + 1)));
                u[i] -= Rate * mean / (scale + Epsilon);
            }
        }
    }
}

/// <summary>Where exact tuning is.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Seconds">Time since its start.</param>
/// <param name="ValidationLoss">The validation loss at the best response.</param>
/// <param name="Unconstrained">P coordinates.</param>
internal sealed record ExactStep(int Step, double Seconds, double ValidationLoss, double[] Unconstrained);
