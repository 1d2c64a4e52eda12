using Hyper.Runtime.Data.Orders;

namespace Hyper.Runtime.Search.GaussianProcesses;

/// <summary>Finds the point of the unit cube where the improvement that a Gaussian process expects is largest.</summary>
internal sealed class ImprovementSearch
{
    private const int MostCandidates = 2_000;
    private const int FewestCandidates = 200;
    private const long MostNumbers = 2_000_000;

    // Climbs, and steps of each: fewer where a step costs as much as a training.
    private const int ManyDimensions = 100;
    private static readonly (int Climbs, int Steps) usual = (5, 50);
    private static readonly (int Climbs, int Steps) inManyDimensions = (1, 25);

    // About the best point so far, how far a candidate lies from it: from fine to coarse.
    private static readonly double[] neighbourhood = [0.003, 0.01, 0.03, 0.1, 0.3];

    private readonly GaussianProcess process;
    private readonly double best;
    private readonly double floor;

    /// <param name="process">Fitted to the trials so far.</param>
    /// <param name="best">The lowest value so far.</param>
    public ImprovementSearch(GaussianProcess process, double best)
    {
        this.process = process;
        this.best = best;

        // Where a trial has been the variance is zero, and its logarithm not a number.
        floor = 1e-12 * process.Parameters.Variance;
    }

    /// <summary>Draws candidates, and climbs from the best of them.</summary>
    /// <param name="incumbent">The best point so far.</param>
    /// <param name="random">What draws the candidates.</param>
    public double[] Maximize(double[] incumbent, ref SplitMix random)
    {
        var dimensions = incumbent.Length;
        var (climbs, steps) = dimensions > ManyDimensions ? inManyDimensions : usual;
        var candidates = Candidates(incumbent, ref random);
        var promising = LogImprovements(candidates)
            .Select((value, index) => (Value: value, Index: index))
            .OrderByDescending(candidate => candidate.Value)
            .Take(climbs);
        var lower = new double[dimensions];
        var upper = Enumerable.Repeat(1.0, dimensions).ToArray();
        double[]? found = null;
        var lowest = double.PositiveInfinity;
        foreach (var (_, index) in promising)
        {
            var (point, value) = BoxMinimizer.Minimize(Negative, candidates[index], lower, upper, steps, tolerance: 1e-6);
            if (found is null || value < lowest)
            {
                (found, lowest) = (point, value);
            }
        }

        return found!;
    }

    /// <summary>The negative of the logarithm of the expected improvement, and its gradient.</summary>
    internal (double Value, double[] Gradient) Negative(double[] point)
    {
        var (mean, variance, meanGradient, varianceGradient) = process.At(point);
        var deviation = Math.Sqrt(variance + floor);
        var z = (best - mean) / deviation;
        var (value, slope) = ExpectedImprovement.LogOfUnit(z);
        var gradient = meanGradient.Zip(varianceGradient, (ofMean, ofVariance) =>
        {
            var ofDeviation = ofVariance / (2 * deviation);
            return -((ofDeviation / deviation) - (slope * (ofMean + (z * ofDeviation)) / deviation));
        });
        return (-(Math.Log(deviation) + value), [.. gradient]);
    }

    private double[][] Candidates(double[] incumbent, ref SplitMix random)
    {
        var count = (int)Math.Clamp(MostNumbers / incumbent.Length, FewestCandidates, MostCandidates);
        var candidates = new double[count][];
        for (var i = 0; i < count; i++)
        {
            candidates[i] = new double[incumbent.Length];
            var near = i % 2 == 0 ? 0 : neighbourhood[i / 2 % neighbourhood.Length];
            for (var k = 0; k < incumbent.Length; k++)
            {
                var share = random.NextShare();
                candidates[i][k] = near == 0 ? share : Math.Clamp(incumbent[k] + (near * ((2 * share) - 1)), 0, 1);
            }
        }

        return candidates;
    }

    private double[] LogImprovements(double[][] candidates)
    {
        using var scope = torch.NewDisposeScope();
        var (means, variances) = process.Predict(PointRows.Of(candidates));
        var deviations = variances.add(Scalars.Of(floor), Scalars.Of(1)).sqrt();
        var improvements = ExpectedImprovement.LogOfUnit(means.neg().add(Scalars.Of(best), Scalars.Of(1)) / deviations).add(deviations.log(), Scalars.Of(1));
        return improvements.data<double>().ToArray();
    }
}
