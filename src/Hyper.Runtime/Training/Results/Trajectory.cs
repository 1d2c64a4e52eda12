using Hyper.Runtime.Checkpoints;

namespace Hyper.Runtime.Training.Results;

/// <summary>
/// The way that the hyperparameters went during a run: û at the start and at each report. A training along it meets the
/// same hyperparameters at the same share of its steps.
/// </summary>
/// <remarks>
/// At most a million numbers are kept (8 MB). Where more points come in, every second one is dropped, and from then on
/// every second one is not taken; the start and the latest point always stay.
/// </remarks>
public sealed class Trajectory : IResumable
{
    private const long MostNumbers = 1_000_000;

    private readonly List<(int Step, double[] Unconstrained)> points = [];
    private readonly int mostPoints;
    private int stride = 1;
    private int offered;
    private bool lastIsProvisional;

    internal Trajectory(double[] start)
    {
        points.Add((0, start));
        mostPoints = (int)Math.Clamp(MostNumbers / Math.Max(1, start.Length), 3, int.MaxValue);
    }

    /// <summary>Steps after which the hyperparameters are known, ascending from 0.</summary>
    public IReadOnlyList<int> Steps => [.. points.Select(point => point.Step)];

    /// <summary>The unconstrained hyperparameters at each of the <see cref="Steps"/>: n coordinates.</summary>
    internal IEnumerable<double[]> Points => points.Select(point => point.Unconstrained);

    /// <summary>The last step.</summary>
    internal int Length => points[^1].Step;

    /// <summary>n, the number of hyperparameter values.</summary>
    internal int Count => points[0].Unconstrained.Length;

    /// <summary>The unconstrained hyperparameters at a share of the way, between the kept points on the straight line.</summary>
    /// <param name="share">From 0, the start, to 1, the end.</param>
    /// <returns>n unconstrained coordinates.</returns>
    public double[] At(double share)
    {
        var (from, fraction) = Locate(share);
        var start = points[from].Unconstrained;
        if (fraction == 0)
        {
            return [.. start];
        }

        var end = points[from + 1].Unconstrained;
        return [.. start.Zip(end, (a, b) => a + (fraction * (b - a)))];
    }

    /// <summary>Adds the hyperparameters after so many steps.</summary>
    internal void Add(int step, double[] unconstrained)
    {
        if (lastIsProvisional)
        {
            points.RemoveAt(points.Count - 1);
        }

        offered++;
        lastIsProvisional = offered % stride != 0;
        points.Add((step, unconstrained));
        if (points.Count < mostPoints)
        {
            return;
        }

        var kept = points.Where((_, index) => index % 2 == 0 || index == points.Count - 1).ToList();
        lastIsProvisional |= (points.Count - 1) % 2 != 0;
        points.Clear();
        points.AddRange(kept);
        stride *= 2;
    }

    void IResumable.Save(StateWriter to)
    {
        to.Add("steps", torch.tensor(points.Select(point => (long)point.Step).ToArray()));
        to.Add("points", torch.tensor(points.SelectMany(point => point.Unconstrained).ToArray()));
        to.Add("stride", stride);
        to.Add("offered", offered);
        to.Add("provisional", lastIsProvisional ? 1L : 0);
    }

    void IResumable.Restore(StateReader from)
    {
        var steps = from.Tensor("steps").data<long>().ToArray();
        var all = from.Tensor("points").data<double>().ToArray();
        var count = Count;
        if (all.Length != (long)steps.Length * count)
        {
            throw new HyperDslException($"The checkpoint has {all.Length} coordinates of the way that {count} hyperparameters went, and {steps.Length} steps.");
        }

        points.Clear();
        points.AddRange(steps.Select((step, index) => ((int)step, all[(index * count)..((index + 1) * count)])));
        stride = (int)from.Whole("stride");
        offered = (int)from.Whole("offered");
        lastIsProvisional = from.Whole("provisional") != 0;
    }

    /// <summary>The point before a share of the way, and how far it is to the next one.</summary>
    private (int From, double Fraction) Locate(double share)
    {
        var step = Math.Clamp(share, 0, 1) * Length;
        var from = points.FindLastIndex(point => point.Step <= step);
        return from == points.Count - 1 ? (from, 0) : (from, (step - points[from].Step) / (points[from + 1].Step - points[from].Step));
    }
}
