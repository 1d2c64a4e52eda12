namespace Hyper.Runtime.Search.GaussianProcesses;

/// <summary>
/// Minimises a smooth function of a box by limited-memory BFGS: coordinates that a bound holds are left out of a step, and
/// a step ends at the bounds that it meets.
/// </summary>
internal static class BoxMinimizer
{
    private const int Memory = 8;
    private const int MostHalvings = 30;
    private const double SufficientDecrease = 1e-4;

    /// <summary>Walks down from a point.</summary>
    /// <param name="function">The value and the gradient; a value that is not finite is walked around.</param>
    /// <param name="start">A point of the box.</param>
    /// <param name="lower">Lower bounds.</param>
    /// <param name="upper">Upper bounds.</param>
    /// <param name="iterations">The most steps.</param>
    /// <param name="tolerance">The largest element of the gradient, beside those that a bound holds, at which to stop.</param>
    public static (double[] Point, double Value) Minimize(
        Func<double[], (double Value, double[] Gradient)> function, double[] start, double[] lower, double[] upper, int iterations, double tolerance)
    {
        var point = start;
        var (value, gradient) = function(point);
        var steps = new List<(double[] Step, double[] Change)>();
        for (var iteration = 0; iteration < iterations && double.IsFinite(value); iteration++)
        {
            var free = Free(point, gradient, lower, upper);
            if (free.Max(Math.Abs) <= tolerance)
            {
                break;
            }

            if (Search(Direction(free, steps)) is not { } found)
            {
                // What is remembered may point nowhere; the gradient itself is the last resort.
                var hadMemory = steps.Count > 0;
                steps.Clear();
                if (!hadMemory || Search(Direction(free, steps)) is not { } again)
                {
                    break;
                }

                found = again;
            }

            var (step, change) = (Minus(found.Point, point), Minus(found.Gradient, gradient));
            if (Dot(step, change) > 1e-12 * Math.Sqrt(Dot(step, step) * Dot(change, change)))
            {
                steps.Add((step, change));
                if (steps.Count > Memory)
                {
                    steps.RemoveAt(0);
                }
            }

            (point, value, gradient) = found;
        }

        return (point, value);

        (double[] Point, double Value, double[] Gradient)? Search(double[] direction)
        {
            var size = 1.0;
            for (var i = 0; i < MostHalvings; i++, size /= 2)
            {
                var candidate = point.Select((x, k) => Math.Clamp(x + (size * direction[k]), lower[k], upper[k])).ToArray();
                var (at, slope) = function(candidate);
                var promised = Dot(gradient, Minus(candidate, point));
                if (promised < 0 && double.IsFinite(at) && at <= value + (SufficientDecrease * promised))
                {
                    return (candidate, at, slope);
                }
            }

            return null;
        }
    }

    // The gradient without what would only push a coordinate against its bound.
    private static double[] Free(double[] point, double[] gradient, double[] lower, double[] upper) =>
        [.. gradient.Select((slope, k) => (point[k] <= lower[k] && slope > 0) || (point[k] >= upper[k] && slope < 0) ? 0 : slope)];

    // The two loops of Nocedal (1980). Without memory: the gradient, no longer than one in its largest element.
    private static double[] Direction(double[] gradient, List<(double[] Step, double[] Change)> steps)
    {
        var result = gradient.Select(slope => -slope).ToArray();
        if (steps.Count == 0)
        {
            var longest = Math.Max(1, gradient.Max(Math.Abs));
            return [.. result.Select(slope => slope / longest)];
        }

        var shares = new double[steps.Count];
        for (var i = steps.Count - 1; i >= 0; i--)
        {
            var (step, change) = steps[i];
            shares[i] = Dot(step, result) / Dot(step, change);
            Add(result, -shares[i], change);
        }

        var (lastStep, lastChange) = steps[^1];
        var scale = Dot(lastStep, lastChange) / Dot(lastChange, lastChange);
        result = [.. result.Select(slope => slope * scale)];
        for (var i = 0; i < steps.Count; i++)
        {
            var (step, change) = steps[i];
            Add(result, shares[i] - (Dot(change, result) / Dot(step, change)), step);
        }

        return [.. result.Select((slope, k) => gradient[k] == 0 ? 0 : slope)];
    }

    private static void Add(double[] to, double factor, double[] what)
    {
        for (var i = 0; i < to.Length; i++)
        {
            to[i] += factor * what[i];
        }
    }

    private static double[] Minus(double[] left, double[] right) => [.. left.Zip(right, (a, b) => a - b)];

    private static double Dot(double[] left, double[] right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }
}
