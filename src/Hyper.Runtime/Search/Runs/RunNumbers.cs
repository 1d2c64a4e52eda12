using Hyper.Runtime.Search.Trials;

namespace Hyper.Runtime.Search.Runs;

/// <summary>Which trials are of one run: those of one point. A run has the number of its first trial.</summary>
internal sealed class RunNumbers
{
    private readonly Lock gate = new();
    private readonly List<(double[] Point, List<int> Trials)> runs = [];

    /// <summary>The number of the run at a point.</summary>
    /// <param name="point">The point.</param>
    /// <param name="trial">The trial that is proposed there: of a new point, the run's number.</param>
    public int Of(double[] point, int trial)
    {
        lock (gate)
        {
            var at = runs.FindIndex(run => run.Point.AsSpan().SequenceEqual(point));
            if (at < 0)
            {
                runs.Add((point, [trial]));
                return trial;
            }

            runs[at].Trials.Add(trial);
            return runs[at].Trials[0];
        }
    }

    /// <summary>The number of the run of a trial that was numbered before.</summary>
    public int Of(TrialSpecification specification)
    {
        lock (gate)
        {
            return runs.First(run => run.Trials.Contains(specification.Trial)).Trials[0];
        }
    }
}
